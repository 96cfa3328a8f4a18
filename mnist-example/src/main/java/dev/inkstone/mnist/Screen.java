package dev.inkstone.mnist;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Lines that stay, and on a terminal a progress bar under them. */
final class Screen implements AutoCloseable {
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean quiet;
    private final boolean terminal;
    private @Nullable ProgressBar bar;
    private String shown = "";

    private Screen(PrintStream out, boolean quiet, boolean terminal) {
        this.out = out;
        this.quiet = quiet;
        this.terminal = terminal;
    }

    /** Standard output; says nothing but results if {@code quiet}. */
    static Screen standardOutput(boolean quiet) {
        return new Screen(System.out, quiet, !quiet && isTerminal());
    }

    /** Shows a line, unless quiet. */
    void line(String text) {
        if (!quiet) {
            result(text);
        }
    }

    /** Shows a line in any case. */
    synchronized void result(String text) {
        String under = shown;
        wipe();
        out.println(text);
        draw(under);
    }

    /** Begins a bar that ends at {@code steps}. */
    void beginBar(long done, long steps) {
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName("")
                    .setInitialMax(steps)
                    .startsFrom(done, java.time.Duration.ZERO)
                    .setStyle(style())
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new Line())
                    .build();
        }
    }

    /** Moves the bar. */
    void bar(long step, String message) {
        if (bar != null) {
            bar.stepTo(step);
            bar.setExtraMessage(message);
        }
    }

    /** Removes the bar. */
    void endBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        endBar();
        out.flush();
    }

    private synchronized void draw(String text) {
        wipe();
        if (!text.isEmpty()) {
            out.print(text);
            out.flush();
            shown = text;
        }
    }

    private void wipe() {
        if (!shown.isEmpty()) {
            out.print("\r" + " ".repeat(shown.length()) + "\r");
            shown = "";
        }
    }

    /** Blocks where they can be shown. The first property is there since JDK 19, the second before. */
    private static ProgressBarStyle style() {
        String local = Charset.defaultCharset().name();
        String encoding = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", local));
        return encoding.startsWith("UTF") ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
    }

    /** Since JDK 22 there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** The last line of the screen. A fixed width, for to ask the terminal takes native code. */
    private final class Line implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String rendered) {
            draw(rendered);
        }

        @Override
        public void close() {
            draw("");
        }
    }
}
