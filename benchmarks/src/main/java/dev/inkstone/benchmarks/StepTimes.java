package dev.inkstone.benchmarks;

/** When a step came to its marks, in nanoseconds from its start. Those that backward does not come to keep an old value. */
final class StepTimes {
    final double[] forward;
    final double[] backward;
    private long start;

    StepTimes(int marks) {
        forward = new double[marks];
        backward = new double[marks];
    }

    void start() {
        start = System.nanoTime();
    }

    double now() {
        return System.nanoTime() - start;
    }
}
