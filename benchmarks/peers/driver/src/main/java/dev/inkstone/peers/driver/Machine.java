package dev.inkstone.peers.driver;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says below a table what it was measured on and with. */
final class Machine {
    private Machine() {}

    static void print(PrintStream out, List<String> settings) throws IOException {
        out.println();
        out.println("- " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors; "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        settings.forEach(setting -> out.println("- " + setting));
    }

    private static String processor() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
            if (line.startsWith("model name")) {
                return line.substring(line.indexOf(':') + 1).trim();
            }
        }
        return System.getProperty("os.arch");
    }
}
