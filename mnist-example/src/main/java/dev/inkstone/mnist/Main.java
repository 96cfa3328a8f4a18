package dev.inkstone.mnist;

/** Entry point of the example; a placeholder until the commands arrive. */
public final class Main {
    private Main() {}

    /**
     * Starts the program.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.out.println("Inkstone MNIST example: no commands yet (" + args.length + " arguments given)");
    }
}
