package org.pvlazy.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Loads a specification into a copy of TLC of its own, because TLC keeps the specification in static fields. A copy that is no longer
 * needed serves the next model of the same root module, with the code of the evaluator compiled: such models have the same names in
 * those fields.
 */
public final class IsolatedTlc {
    private static final String ADAPTER = "org.pvlazy.tlc.embedded.EmbeddedEvaluator";
    /** More than there are root modules and processors. */
    private static final int MOST_COPIES = 12;

    /** Copies of TLC that nobody uses, the one used last first. Guarded by itself. */
    private static final Deque<Loader> IDLE = new ArrayDeque<>();

    private IsolatedTlc() {}

    /**
     * Loads a model.
     *
     * @throws EvaluationException if it does not parse, or its configuration does not fit
     */
    public static Evaluator open(SpecFiles files) {
        Loader used = idle(files.module());
        if (used != null) {
            try {
                return open(files, used);
            } catch (IllegalStateException e) {
                // Something was left behind in it. A new copy says whether it is that.
                return open(files, fresh(files.module()));
            }
        }
        return open(files, fresh(files.module()));
    }

    private static Evaluator open(SpecFiles files, Loader loader) {
        try {
            return Class.forName(ADAPTER, true, loader)
                    .asSubclass(Evaluator.class)
                    .getConstructor(SpecFiles.class, AutoCloseable.class)
                    .newInstance(files, new Loan(loader));
        } catch (InvocationTargetException e) {
            close(loader);
            if (e.getCause() instanceof EvaluationException failure) {
                throw failure;
            }
            throw new IllegalStateException("TLC's evaluator failed to start", e.getCause());
        } catch (ReflectiveOperationException e) {
            close(loader);
            throw new IllegalStateException("no " + ADAPTER, e);
        }
    }

    private static Loader fresh(String module) {
        return new Loader(module, ownLocation(), tlcLocation());
    }

    private static @Nullable Loader idle(String module) {
        synchronized (IDLE) {
            for (Iterator<Loader> each = IDLE.iterator(); each.hasNext(); ) {
                Loader loader = each.next();
                if (loader.module.equals(module)) {
                    each.remove();
                    return loader;
                }
            }
        }
        return null;
    }

    /** A copy in use. It is given back once, however often that is said. */
    private static final class Loan implements AutoCloseable {
        private final AtomicReference<@Nullable Loader> loader;

        Loan(Loader loader) {
            this.loader = new AtomicReference<>(loader);
        }

        @Override
        public void close() {
            Loader mine = loader.getAndSet(null);
            if (mine != null) {
                giveBack(mine);
            }
        }
    }

    private static void giveBack(Loader loader) {
        Loader tooMany;
        synchronized (IDLE) {
            IDLE.addFirst(loader);
            tooMany = IDLE.size() > MOST_COPIES ? IDLE.removeLast() : null;
        }
        if (tooMany != null) {
            close(tooMany);
        }
    }

    /** Where the TLC on our class path comes from: the tools' jar, or our own jar if that contains it. */
    static URL tlcLocation() {
        try {
            return location(Class.forName("tlc2.TLC", false, IsolatedTlc.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("TLC is not on the class path", e);
        }
    }

    /** What the TLC on our class path says about itself. */
    public static String tlcVersion() {
        try {
            return (String)
                    Class.forName("tlc2.TLCGlobals").getField("versionOfTLC").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("TLC is not on the class path", e);
        }
    }

    /** Where our own classes come from. */
    static URL ownLocation() {
        return location(IsolatedTlc.class);
    }

    private static URL location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("no code source for " + type);
        }
        return source.getLocation();
    }

    private static void close(Loader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads TLC and our adapter afresh, everything else from the parent. */
    private static final class Loader extends URLClassLoader {
        static {
            registerAsParallelCapable();
        }

        /** The root module of every model that it is for. */
        private final String module;

        Loader(String module, URL... urls) {
            super(urls, IsolatedTlc.class.getClassLoader());
            this.module = module;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!isOurs(name)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : findClass(name);
            }
        }

        private static boolean isOurs(String name) {
            return name.startsWith("tlc2.")
                    || name.startsWith("tla2sany.")
                    || name.startsWith("util.")
                    || name.startsWith("pcal.")
                    || name.startsWith("tla2tex.")
                    || name.startsWith("org.pvlazy.tlc.embedded.");
        }
    }
}
