package dev.inkstone.training.doctor;

/**
 * A bounded sample of a set of hashes: all that end with as many zero bits as keep it small (Flajolet, On adaptive sampling, 1990).
 * Whether a hash belongs to the sample depends on it alone, so that two sets can be compared by their samples.
 */
final class ExampleSketch {
    private static final int MOST = 8192;

    /** Twice as large as it has entries, so that the next free place is near; 0 is a free place. */
    private long[] table = new long[2 * MOST];

    private int[] counts = new int[2 * MOST];
    private int size;
    private long mask;

    void add(long hash) {
        if (samples(hash)) {
            put(nonZero(hash), 1);
            while (size > MOST) {
                thin();
            }
        }
    }

    /** Whether the sample would hold it. */
    boolean samples(long hash) {
        return (hash & mask) == 0;
    }

    boolean contains(long hash) {
        return table[place(nonZero(hash))] != 0;
    }

    /** The share of what was added that was there more than once: the chance of one more of its kind to be there by accident. */
    double doubles() {
        long all = 0;
        long single = 0;
        for (int count : counts) {
            all += count;
            single += count == 1 ? 1 : 0;
        }
        return all == 0 ? 0 : 1 - (double) single / all;
    }

    private void put(long hash, int count) {
        int at = place(hash);
        if (table[at] == 0) {
            table[at] = hash;
            size++;
        }
        counts[at] += count;
    }

    private int place(long hash) {
        int at = (int) (hash >>> 40) & (table.length - 1);
        while (table[at] != 0 && table[at] != hash) {
            at = at + 1 & table.length - 1;
        }
        return at;
    }

    /** Half of them go. */
    private void thin() {
        mask = mask << 1 | 1;
        long[] hashes = table;
        int[] before = counts;
        table = new long[hashes.length];
        counts = new int[hashes.length];
        size = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] != 0 && samples(hashes[i])) {
                put(hashes[i], before[i]);
            }
        }
    }

    private static long nonZero(long hash) {
        return hash == 0 ? Long.MIN_VALUE : hash;
    }
}
