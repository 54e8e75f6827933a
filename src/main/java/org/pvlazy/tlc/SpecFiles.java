package org.pvlazy.tlc;

import java.nio.file.Path;

/**
 * A model: a folder of specifications, the root module and the configuration in it.
 *
 * @param folder the folder where TLC looks for modules
 * @param module the root module's name, without {@code .tla}
 * @param config the configuration's name, without {@code .cfg}
 */
public record SpecFiles(Path folder, String module, String config) {
    /** Makes the folder absolute and drops the extensions, if given. */
    public SpecFiles {
        folder = folder.toAbsolutePath().normalize();
        module = withoutExtension(module, ".tla");
        config = withoutExtension(config, ".cfg");
    }

    /** The file of the root module. */
    public Path moduleFile() {
        return folder.resolve(module + ".tla");
    }

    /** The file of the configuration. */
    public Path configFile() {
        return folder.resolve(config + ".cfg");
    }

    private static String withoutExtension(String name, String extension) {
        return name.endsWith(extension) ? name.substring(0, name.length() - extension.length()) : name;
    }
}
