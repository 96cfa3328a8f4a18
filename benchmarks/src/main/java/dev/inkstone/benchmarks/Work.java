package dev.inkstone.benchmarks;

/**
 * What an op cannot do without.
 *
 * @param flops of matrix products and convolutions, a multiply-add counted as two, padded taps included; those of element-wise
 *     ops are not counted, for memory is their limit
 * @param bytes of its operands, each read or written once, as if all that is between them stayed in registers
 */
record Work(double flops, double bytes) {
    /** Nothing to do. */
    static final Work NONE = new Work(0, 0);

    /** The least nanoseconds that a machine with these limits takes for it. */
    double nanos(Limits limits) {
        return Math.max(flops / limits.flops(), bytes / limits.bytes());
    }

    Work plus(Work other) {
        return new Work(flops + other.flops, bytes + other.bytes);
    }
}
