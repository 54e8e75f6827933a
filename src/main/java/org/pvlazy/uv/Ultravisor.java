package org.pvlazy.uv;

import org.pvlazy.probe.Environment;
import org.pvlazy.probe.Environment.PageUvc;
import org.pvlazy.probe.Environment.UvcAnswer;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.Splat;
import org.pvlazy.probe.Step;

/**
 * The Ultravisor. A UVC is atomic: what it does, it does under the monitor, its linearization point; other CPUs are not kept waiting
 * for the time that it takes. It may be busy with any call, says the
 * {@link Environment}; what a UVC cannot do it refuses with cc 1, whatever the environment says.
 *
 * <p>Guards: every field is written under the monitor. The accessors in the second half read without it, for an observer to whom
 * the writing threads have handed over.
 */
public final class Ultravisor {
    private final Environment environment;
    private final Sanitizer sanitizer;
    private final Configs configs;
    private final PageOwners pages;
    private final boolean featMisc;

    /**
     * How much there is of everything, and what the Ultravisor can do.
     *
     * @param maxConfigs handles 1 to maxConfigs can be given out at once; at most 255
     * @param pages host pages are 1 to pages
     * @param featMisc BIT_UV_FEAT_MISC (patch 13): a page that is shared may be imported into another configuration
     */
    public record Features(int maxConfigs, int pages, boolean featMisc) {}

    /**
     * An Ultravisor without BIT_UV_FEAT_MISC that knows no configuration and owns no page.
     *
     * @param maxConfigs handles 1 to maxConfigs can be given out at once; at most 255
     * @param pages host pages are 1 to pages
     */
    public Ultravisor(int maxConfigs, int pages, Environment environment, Sanitizer sanitizer) {
        this(new Features(maxConfigs, pages, false), environment, sanitizer);
    }

    /** An Ultravisor that knows no configuration and owns no page. */
    public Ultravisor(Features features, Environment environment, Sanitizer sanitizer) {
        int maxConfigs = features.maxConfigs();
        if (maxConfigs < 0 || maxConfigs > PageOwners.BYTE_MASK) {
            throw new IllegalArgumentException("maxConfigs must be 0 to 255: " + maxConfigs);
        }
        this.environment = environment;
        this.sanitizer = sanitizer;
        configs = new Configs(maxConfigs);
        pages = new PageOwners(features.pages(), maxConfigs);
        featMisc = features.featMisc();
    }

    /**
     * CREATE_SEC_CONF (U1): takes the lowest free handle, marks table and storage. Refused while a live configuration has
     * the table marked, or when no handle is left.
     */
    public synchronized Created createConfig(int asce, int storage) {
        UvcAnswer answer = environment.answers(Step.C1_CREATE_CONF);
        if (answer == UvcAnswer.BUSY || answer == UvcAnswer.ERROR) {
            return new Created(0, new UvcResult(cc(answer), false));
        }
        int handle = configs.lowestAbsent();
        if (handle == 0 || configs.marked(asce)) {
            return new Created(0, new UvcResult(UvcResult.CC_ERROR, false));
        }
        configs.create(handle, asce, storage);
        return new Created(handle, new UvcResult(cc(answer), answer == UvcAnswer.NEED_DESTROY));
    }

    /**
     * DESTROY_SEC_CONF (U2, U6). Pages that the configuration still owns are cleaned and become accessible. Refused while it has
     * CPUs, and for a configuration that does not exist.
     *
     * @param step the step in which the call is made
     * @return cc
     */
    public synchronized int destroyConfig(int handle, Step step) {
        if (handle == 0) {
            throw sanitizer.report(Splat.UVC_HANDLE_ZERO, "DESTROY_SEC_CONF at " + step);
        }
        UvcAnswer answer = environment.answers(step);
        if (answer != UvcAnswer.BUSY && (!state(handle).live() || cpus(handle) > 0)) {
            return UvcResult.CC_ERROR;
        }
        switch (answer) {
            case OK -> {
                pages.disown(handle);
                configs.release(handle);
            }
            case ERROR, NEED_DESTROY -> configs.markBroken(handle);
            case BUSY -> {}
        }
        return cc(answer);
    }

    /**
     * CREATE_SEC_CPU. Refused for a configuration that is not alive.
     *
     * @param step the step in which the call is made
     * @return cc
     */
    public synchronized int createCpu(int handle, Step step) {
        int cc = cc(environment.answers(step));
        if (cc != UvcResult.CC_OK) {
            return cc;
        }
        if (state(handle) != ConfigState.ALIVE) {
            return UvcResult.CC_ERROR;
        }
        configs.addCpus(handle, 1);
        return UvcResult.CC_OK;
    }

    /**
     * DESTROY_SEC_CPU. Never busy.
     *
     * @return cc
     */
    public synchronized int destroyCpu(int handle) {
        if (cpus(handle) == 0) {
            return UvcResult.CC_ERROR;
        }
        configs.addCpus(handle, -1);
        return UvcResult.CC_OK;
    }

    /**
     * CONV_TO_SEC_STOR or UNPACK_IMG, an import (U3). Refused for a page of another configuration, unless that has shared it and
     * there is BIT_UV_FEAT_MISC; refused into anything but a configuration that is alive. The page is not shared then.
     *
     * @param step the step in which the call is made
     * @return cc
     */
    public synchronized int convertToSecure(int handle, int pfn, Step step) {
        int cc = cc(environment.answers(step));
        if (cc != UvcResult.CC_OK) {
            return cc;
        }
        int owner = owner(pfn);
        boolean foreign = owner != 0 && owner != handle && !(featMisc && shared(pfn));
        if (state(handle) != ConfigState.ALIVE || foreign) {
            return UvcResult.CC_ERROR;
        }
        pages.own(pfn, handle);
        return UvcResult.CC_OK;
    }

    /**
     * CONV_FROM_SEC_STOR, an export (U4), where nobody lets it fail. Works on every page, whoever owns it; nothing happens to a
     * non-secure one.
     *
     * @return cc, always 0
     */
    public int convertFromSecure(int pfn) {
        environment.inUltravisor(disown(pfn) ? PageUvc.EXPORT : PageUvc.NOTHING);
        return UvcResult.CC_OK;
    }

    /** The page is the host's, and holds no clear text. Returns whether it was a configuration's. */
    private synchronized boolean disown(int pfn) {
        boolean secure = owner(pfn) != 0;
        pages.own(pfn, 0);
        return secure;
    }

    /**
     * CONV_FROM_SEC_STOR (U4) where it may fail, for a caller that spins while the Ultravisor is busy.
     *
     * @param step the step in which the call is made
     * @return cc, 0 or 1
     */
    public int convertFromSecure(int pfn, Step step) {
        UvcAnswer answer = environment.answers(step);
        while (answer == UvcAnswer.BUSY) {
            answer = environment.answers(step);
        }
        return answer == UvcAnswer.OK ? convertFromSecure(pfn) : UvcResult.CC_ERROR;
    }

    /**
     * DESTR_SEC_STOR (U5) as a caller sees it that spins while the Ultravisor is busy. Refused while the owner has CPUs; nothing
     * happens to a non-secure page.
     *
     * @return cc
     */
    public int destroyPage(int pfn) {
        boolean secure;
        synchronized (this) {
            if (refusesDestroyPage(pfn)) {
                return UvcResult.CC_ERROR;
            }
            secure = disown(pfn);
        }
        environment.inUltravisor(secure ? PageUvc.DESTROY : PageUvc.NOTHING);
        return UvcResult.CC_OK;
    }

    /**
     * DESTR_SEC_STOR (U5), asked once.
     *
     * @param step the step in which the call is made
     * @return cc
     */
    public int destroyPage(int pfn, Step step) {
        int cc = cc(environment.answers(step));
        return cc == UvcResult.CC_OK ? destroyPage(pfn) : cc;
    }

    /**
     * Set Shared Access, by a guest: nobody who touches its page meets an exception any more.
     *
     * @return cc; refused if the page is not the guest's
     */
    public synchronized int share(int handle, int pfn) {
        if (handle == 0 || owner(pfn) != handle) {
            return UvcResult.CC_ERROR;
        }
        pages.share(pfn);
        return UvcResult.CC_OK;
    }

    /**
     * Remove Shared Access, by a guest.
     *
     * @return cc; refused if the page is not the guest's
     */
    public synchronized int unshare(int handle, int pfn) {
        if (handle == 0 || owner(pfn) != handle) {
            return UvcResult.CC_ERROR;
        }
        pages.unshare(pfn);
        return UvcResult.CC_OK;
    }

    /** Whether some configuration owns the page; no UVC tells, but a check like KASAN has to know. */
    public synchronized boolean secure(int pfn) {
        return pages.owner(pfn) != 0;
    }

    /**
     * The program check that an access to the page meets (U8), one of {@link ProgramCheck}. A page that its owner has shared meets
     * none, but for another protected guest it is as good as non-secure: not one of its own.
     *
     * @param handle the configuration that the guest CPU belongs to; 0 for the host and for a normal guest
     */
    public synchronized int exceptionFor(int handle, int pfn) {
        int owner = owner(pfn);
        if (owner == handle) {
            return ProgramCheck.NONE;
        }
        if (handle == 0) {
            return shared(pfn) ? ProgramCheck.NONE : ProgramCheck.SECURE_STORAGE_ACCESS;
        }
        return owner == 0 || shared(pfn)
                ? ProgramCheck.NON_SECURE_STORAGE_ACCESS
                : ProgramCheck.SECURE_STORAGE_VIOLATION;
    }

    /** test_bit_inv of BIT_UV_FEAT_MISC in uv_info. */
    public boolean featMisc() {
        return featMisc;
    }

    /** Handles are 1 to this number. */
    public int maxConfigs() {
        return configs.max();
    }

    /** Whether CREATE_SEC_CONF finds a free handle. */
    public boolean hasFreeHandle() {
        return configs.lowestAbsent() != 0;
    }

    /** State of the configuration. */
    public ConfigState state(int handle) {
        return configs.state(handle);
    }

    /** Number of secure CPUs that the configuration has. */
    public int cpus(int handle) {
        return configs.cpus(handle);
    }

    /** Top-level table that the configuration has marked; 0 if none. */
    public int asce(int handle) {
        return configs.asce(handle);
    }

    /** Storage donated to the configuration; 0 if none. */
    public int storage(int handle) {
        return configs.storage(handle);
    }

    /** Configuration that owns the page; 0 for a non-secure page. */
    public int owner(int pfn) {
        return pages.owner(pfn);
    }

    /** Configuration whose clear text the page frame holds; 0 if it holds none. */
    public int secret(int pfn) {
        return pages.secret(pfn);
    }

    /** Whether the owner of the page has shared it. */
    public boolean shared(int pfn) {
        return pages.shared(pfn);
    }

    private boolean refusesDestroyPage(int pfn) {
        return cpus(owner(pfn)) > 0;
    }

    private static int cc(UvcAnswer answer) {
        return switch (answer) {
            case OK -> UvcResult.CC_OK;
            case BUSY -> UvcResult.CC_BUSY;
            case ERROR, NEED_DESTROY -> UvcResult.CC_ERROR;
        };
    }
}
