package dev.inkstone.metrics;

/** A metric of the library. */
record Measure(String name, Boolean higherIsBetter, boolean isWeighted, Counting counting) implements Metric {
    /** Begins to count. */
    @FunctionalInterface
    interface Counting {
        /**
         * The tally.
         *
         * @param metric the name, for messages
         * @param weighted whether weights of examples are taken account of
         */
        Tally begin(String metric, boolean weighted);
    }

    static Metric higher(String name, Counting counting) {
        return new Measure(name, true, false, counting);
    }

    static Metric lower(String name, Counting counting) {
        return new Measure(name, false, false, counting);
    }

    @Override
    public Tally tally() {
        return counting.begin(name, isWeighted);
    }

    @Override
    public Metric weighted() {
        return isWeighted ? this : new Measure("weighted_" + name, higherIsBetter, true, counting);
    }

    @Override
    public String toString() {
        return name;
    }
}
