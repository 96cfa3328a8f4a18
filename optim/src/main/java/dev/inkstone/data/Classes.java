package dev.inkstone.data;

import dev.inkstone.random.RandomStream;
import java.util.Arrays;

/** What depends on the class labels of a data set. */
final class Classes {
    /** More than any list of classes; a label beyond it is no class index. */
    private static final int MOST = 1 << 24;

    private Classes() {}

    /**
     * The label of an example.
     *
     * @throws IllegalArgumentException if it is not 0 to {@code classes - 1}
     */
    static int check(Dataset data, int index, int classes, String what) {
        int label = data.label(index);
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException(what + ": label " + label + " of example " + index + ", expected 0 to "
                    + (classes - 1) + "; relabel the examples");
        }
        return label;
    }

    static int[] counts(Dataset data) {
        int most = -1;
        for (int i = 0; i < data.size(); i++) {
            most = Math.max(most, check(data, i, MOST, "classes"));
        }
        int[] counts = new int[most + 1];
        for (int i = 0; i < data.size(); i++) {
            counts[data.label(i)]++;
        }
        return counts;
    }

    static float[] weights(Dataset data) {
        int[] counts = counts(data);
        long present = Arrays.stream(counts).filter(count -> count > 0).count();
        float[] weights = new float[counts.length];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = counts[c] == 0 ? 0f : (float) (data.size() / ((double) present * counts[c]));
        }
        return weights;
    }

    /** The examples of each class, ascending. */
    static int[][] members(Dataset data) {
        int[] counts = counts(data);
        int[][] members = new int[counts.length][];
        for (int c = 0; c < members.length; c++) {
            members[c] = new int[counts[c]];
        }
        int[] next = new int[counts.length];
        for (int i = 0; i < data.size(); i++) {
            int label = data.label(i);
            members[label][next[label]++] = i;
        }
        return members;
    }

    /** As {@link #members}, each class in a random order of its own. */
    static int[][] shuffledMembers(Dataset data, long seed, String purpose) {
        int[][] members = members(data);
        for (int c = 0; c < members.length; c++) {
            int[] ascending = members[c];
            int[] order = RandomStream.of(seed, purpose + "/class-" + c).permutation(ascending.length);
            members[c] = Arrays.stream(order).map(i -> ascending[i]).toArray();
        }
        return members;
    }

    static Dataset oversampled(Dataset data, long seed) {
        int[][] members = shuffledMembers(data, seed, "oversampled");
        long most = Arrays.stream(members).mapToInt(m -> m.length).max().orElse(0);
        long total = most * Arrays.stream(members).filter(m -> m.length > 0).count();
        if (total > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("oversampled: " + total + " examples, expected at most "
                    + Integer.MAX_VALUE + "; use undersampled or class weights");
        }
        int[] indices = Arrays.copyOf(identity(data.size()), (int) total);
        int at = data.size();
        for (int[] examples : members) {
            for (int i = examples.length; examples.length > 0 && i < most; i++) {
                indices[at++] = examples[i % examples.length];
            }
        }
        return new Selection(data, indices);
    }

    static Dataset undersampled(Dataset data, long seed) {
        int[][] members = shuffledMembers(data, seed, "undersampled");
        int least = Arrays.stream(members)
                .mapToInt(m -> m.length)
                .filter(n -> n > 0)
                .min()
                .orElse(0);
        int[] indices = Arrays.stream(members)
                .flatMapToInt(examples -> Arrays.stream(examples).limit(least))
                .sorted()
                .toArray();
        return new Selection(data, indices);
    }

    private static int[] identity(int n) {
        int[] indices = new int[n];
        Arrays.setAll(indices, i -> i);
        return indices;
    }
}
