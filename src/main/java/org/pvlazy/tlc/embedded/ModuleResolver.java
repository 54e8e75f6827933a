package org.pvlazy.tlc.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import util.FilenameToStream;

/**
 * Finds modules in the folder of the model, then among TLC's standard modules. SANY reads files only, so the standard
 * modules that are used are unpacked into a folder of this resolver's own: TLC itself puts them into the shared temporary
 * folder, where two JVMs overwrite each other's.
 */
final class ModuleResolver implements FilenameToStream, AutoCloseable {
    private static final String STANDARD_MODULES = "/tla2sany/StandardModules/";

    private final Path folder;
    private final List<Path> unpacked = new ArrayList<>();
    private @Nullable Path privateFolder;

    ModuleResolver(Path folder) {
        this.folder = folder;
    }

    @Override
    public File resolve(String name, boolean isModule) {
        String file = isModule && !name.endsWith(".tla") ? name + ".tla" : name;
        Path own = folder.resolve(file);
        if (!Files.exists(own)) {
            try (InputStream standard = FilenameToStream.class.getResourceAsStream(STANDARD_MODULES + file)) {
                if (standard != null) {
                    return new TLAFile(unpack(file, standard).toString(), true, this);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new TLAFile(own.toString(), this);
    }

    @Override
    public String getFullPath() {
        return folder.toString();
    }

    @Override
    public boolean isStandardModule(String moduleName) {
        String file = moduleName + ".tla";
        return !Files.exists(folder.resolve(file))
                && FilenameToStream.class.getResource(STANDARD_MODULES + file) != null;
    }

    private Path unpack(String file, InputStream content) throws IOException {
        if (privateFolder == null) {
            privateFolder = Files.createTempDirectory(
                    "pvlazy-" + ProcessHandle.current().pid() + "-");
        }
        Path copy = privateFolder.resolve(file);
        if (!unpacked.contains(copy)) {
            Files.copy(content, copy);
            unpacked.add(copy);
        }
        return copy;
    }

    @Override
    public void close() {
        try {
            for (Path copy : unpacked) {
                Files.deleteIfExists(copy);
            }
            if (privateFolder != null) {
                Files.deleteIfExists(privateFolder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
