package org.pvlazy.tlc;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How a {@link TlcChild} and the JVM that runs TLC for it talk: arguments go in; output, and a line with the exit code, come back. */
public final class ServerProtocol {
    /** Begins the line that ends the output of a run. */
    private static final String END_OF_RUN = "@!@!@EXIT ";

    private ServerProtocol() {}

    /** Sends the arguments of a run. */
    static void send(List<String> arguments, DataOutputStream to) throws IOException {
        to.writeInt(arguments.size());
        for (String argument : arguments) {
            to.writeUTF(argument);
        }
        to.flush();
    }

    /** The arguments of the next run; none if there is no more to do. */
    public static List<String> receive(DataInputStream from) throws IOException {
        List<String> arguments = new ArrayList<>();
        try {
            for (int left = from.readInt(); left > 0; left--) {
                arguments.add(from.readUTF());
            }
        } catch (EOFException e) {
            return List.of();
        }
        return arguments;
    }

    /** The line that ends the output of a run. */
    public static String endOfRun(int exitCode) {
        return END_OF_RUN + exitCode;
    }

    static boolean isEndOfRun(String line) {
        return line.startsWith(END_OF_RUN);
    }

    static int exitCode(String line) {
        return Integer.parseInt(line.substring(END_OF_RUN.length()));
    }
}
