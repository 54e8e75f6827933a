package org.pvlazy.tlc.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pvlazy.tlc.ServerProtocol;
import tlc2.TLC;
import tlc2.output.EC.ExitStatus;
import tlc2.output.MP;
import util.SimpleFilenameToStream;

/**
 * The main class of a JVM that runs TLC again and again, so that what has been compiled for one model is there for the next.
 *
 * <p>TLC keeps the specification in static fields. Models of one root module have the same names in them and do not disturb one
 * another; a server must not be given any other.
 */
public final class TlcServer {
    private TlcServer() {}

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        // Whoever was to hear of it may have been killed.
        ProcessHandle.current().parent().ifPresent(TlcServer::endWith);
        MP.setRecorder(new CheckpointRecorder());
        DataInputStream requests = new DataInputStream(System.in);
        while (true) {
            List<String> arguments = ServerProtocol.receive(requests);
            if (arguments.isEmpty()) {
                // TLC leaves threads behind.
                System.exit(0);
            }
            int exitCode;
            try {
                exitCode = run(arguments);
            } catch (RuntimeException | Error e) {
                // The threads that TLC leaves behind would keep this JVM alive.
                e.printStackTrace(System.out);
                System.exit(1);
                return;
            }
            // In one piece, on a line of its own whatever a thread that TLC left behind still prints.
            System.out.print("\n" + ServerProtocol.endOfRun(exitCode) + "\n");
            System.out.flush();
        }
    }

    private static void endWith(ProcessHandle parent) {
        CompletableFuture<Void> unused =
                parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    }

    /** What {@code TLC.main} does, but for the mail that it can send and the exit. */
    private static int run(List<String> arguments) {
        TLC tlc = new TLC();
        if (!tlc.handleParameters(arguments.toArray(new String[0]))) {
            return 1;
        }
        tlc.setResolver(new SimpleFilenameToStream());
        return ExitStatus.errorConstantToExitStatus(tlc.process());
    }
}
