package org.pvlazy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.pvlazy.tlc.IsolatedTlc;
import picocli.CommandLine.IVersionProvider;

/** Names the tool and the TLC in it: what TLC says of itself, and the hash of the jar that it was taken from. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        // The build writes it.
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            build.load(in);
        }
        return new String[] {
            "pvlazy " + build.getProperty("pvlazy"),
            "TLC " + IsolatedTlc.tlcVersion(),
            build.getProperty("tools") + " SHA-256 " + build.getProperty("sha256")
        };
    }
}
