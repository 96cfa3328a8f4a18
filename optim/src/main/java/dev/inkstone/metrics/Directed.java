package dev.inkstone.metrics;

/** A metric that is told which way is better. */
record Directed(Metric metric, Boolean higherIsBetter) implements Metric {
    @Override
    public String name() {
        return metric.name();
    }

    @Override
    public Tally tally() {
        return metric.tally();
    }

    @Override
    public Metric weighted() {
        return new Directed(metric.weighted(), higherIsBetter);
    }
}
