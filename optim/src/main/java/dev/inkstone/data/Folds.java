package dev.inkstone.data;

import dev.inkstone.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts data sets into parts. */
final class Folds {
    /** What is missing to a whole number by less is a rounding error of a share: 0.7 · 10 is 7. */
    private static final double SLACK = 1e-9;

    private Folds() {}

    static List<Dataset> split(Dataset data, double... shares) {
        check(shares);
        List<Dataset> parts = new ArrayList<>();
        double sum = 0;
        int from = 0;
        for (int p = 0; p < shares.length; p++) {
            sum += shares[p];
            int to = p == shares.length - 1 ? data.size() : (int) Math.min(data.size(), Math.round(sum * data.size()));
            parts.add(data.range(from, to));
            from = to;
        }
        return List.copyOf(parts);
    }

    static List<Dataset> stratified(Dataset data, long seed, double... shares) {
        check(shares);
        Classes.require(data, "stratified-split", "use permuted(seed).split(…)");
        return stratifiedParts(data, seed, shares, "stratified-split").stream()
                .map(data::select)
                .toList();
    }

    static List<Fold> kFold(Dataset data, int k, long seed) {
        check(data, k);
        int[] order = RandomStream.of(seed, "k-fold").permutation(data.size());
        List<int[]> parts = new ArrayList<>();
        for (int p = 0; p < k; p++) {
            int from = (int) ((long) data.size() * p / k);
            int to = (int) ((long) data.size() * (p + 1) / k);
            parts.add(Arrays.copyOfRange(order, from, to));
        }
        return folds(data, parts);
    }

    static List<Fold> stratifiedKFold(Dataset data, int k, long seed) {
        check(data, k);
        Classes.require(data, "stratified-k-fold", "use kFold(" + k + ", seed)");
        double[] shares = new double[k];
        Arrays.fill(shares, 1.0 / k);
        return folds(data, stratifiedParts(data, seed, shares, "stratified-k-fold"));
    }

    private static List<Fold> folds(Dataset data, List<int[]> parts) {
        int[] partOf = new int[data.size()];
        for (int p = 0; p < parts.size(); p++) {
            for (int i : parts.get(p)) {
                partOf[i] = p;
            }
        }
        List<Fold> folds = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            int held = p;
            folds.add(new Fold(data.filter(i -> partOf[i] != held), data.filter(i -> partOf[i] == held)));
        }
        return List.copyOf(folds);
    }

    /**
     * Ascending indices of each part. A class gives every part its share rounded down; what remains goes to the parts that lack
     * most of all classes so far, one each, so the parts' sizes are right too.
     */
    private static List<int[]> stratifiedParts(Dataset data, long seed, double[] shares, String purpose) {
        List<List<Integer>> parts = new ArrayList<>();
        for (int p = 0; p < shares.length; p++) {
            parts.add(new ArrayList<>());
        }
        double[] lacks = new double[shares.length];
        for (int[] examples : Classes.shuffledMembers(data, seed, purpose)) {
            int[] takes = takes(examples.length, shares, lacks);
            int next = 0;
            for (int p = 0; p < shares.length; p++) {
                for (int i = 0; i < takes[p]; i++) {
                    parts.get(p).add(examples[next++]);
                }
            }
        }
        return parts.stream()
                .map(part -> part.stream().mapToInt(i -> i).sorted().toArray())
                .toList();
    }

    private static int[] takes(int examples, double[] shares, double[] lacks) {
        int[] takes = new int[shares.length];
        boolean[] whole = new boolean[shares.length];
        int left = examples;
        for (int p = 0; p < shares.length; p++) {
            double due = shares[p] * examples;
            takes[p] = (int) StrictMath.floor(due + SLACK);
            whole[p] = due - takes[p] < SLACK;
            lacks[p] += due - takes[p];
            left -= takes[p];
        }
        for (; left > 0; left--) {
            int most = -1;
            for (int p = 0; p < shares.length; p++) {
                most = !whole[p] && (most < 0 || lacks[p] > lacks[most] + SLACK) ? p : most;
            }
            takes[most]++;
            lacks[most]--;
            whole[most] = true;
        }
        return takes;
    }

    private static void check(double... shares) {
        double sum = 0;
        boolean positive = true;
        for (double share : shares) {
            sum += share;
            positive &= share > 0;
        }
        if (!positive || !(StrictMath.abs(sum - 1) <= SLACK)) {
            throw new IllegalArgumentException("split: shares " + Arrays.toString(shares)
                    + ", expected positive numbers that add up to 1; for example 0.8, 0.2");
        }
    }

    private static void check(Dataset data, int k) {
        if (k < 2 || k > data.size()) {
            throw new IllegalArgumentException("folds: " + k + " of " + data.size() + " examples, expected 2 to "
                    + data.size() + ", the number of examples");
        }
    }
}
