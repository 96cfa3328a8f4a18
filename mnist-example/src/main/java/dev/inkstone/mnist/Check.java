package dev.inkstone.mnist;

/** Ranges of numbers on the command line. */
final class Check {
    private Check() {}

    /** {@code value}, if it is in the range; the message names the option and the range. */
    static int range(String option, int value, int least, int most) throws BadInputException {
        if (value < least || value > most) {
            throw new BadInputException(option + ": " + value + ", expected " + least + " to " + most);
        }
        return value;
    }

    /** {@code value}, if it is a learning rate. */
    static double learningRate(double value) throws BadInputException {
        if (!(value > 0 && value <= 10)) {
            throw new BadInputException("--learning-rate: " + value + ", expected more than 0 and at most 10");
        }
        return value;
    }

    /** What is set by {@code -D}: found before the library finds it. */
    static void systemProperties() throws BadInputException {
        String kernels = System.getProperty("inkstone.kernels", "auto");
        if (!kernels.equals("auto") && !kernels.equals("scalar") && !kernels.equals("vector")) {
            throw new BadInputException("-Dinkstone.kernels: '" + kernels + "', expected auto, scalar or vector");
        }
        String threads = System.getProperty("inkstone.threads", "1");
        try {
            range("-Dinkstone.threads", Integer.parseInt(threads), 1, 1024);
        } catch (NumberFormatException e) {
            throw new BadInputException("-Dinkstone.threads: '" + threads + "', expected 1 to 1024");
        }
    }
}
