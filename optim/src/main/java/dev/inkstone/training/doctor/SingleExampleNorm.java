package dev.inkstone.training.doctor;

import dev.inkstone.data.Batches;
import dev.inkstone.layers.BatchNorm;
import dev.inkstone.layers.LayerInfo;
import dev.inkstone.layers.Model;
import org.jspecify.annotations.Nullable;

/** Looks whether a batch norm will see a batch, or a shard of one, that is a single example. */
final class SingleExampleNorm {
    private SingleExampleNorm() {}

    static void look(Model model, Anatomy anatomy, Batches train, int shards, long step, Findings findings) {
        LayerInfo norm = firstNorm(model, anatomy);
        if (norm == null || train.size() == 0 || !findings.wants(Symptom.SINGLE_EXAMPLE_NORM)) {
            return;
        }
        int usual = Math.min(train.batchSize(), train.size());
        int last = (train.size() - 1) % usual + 1;
        String which = smallestShard(usual, shards) == 1
                ? "each batch of " + usual + where(usual, shards) + " has a single example"
                : smallestShard(last, shards) == 1
                        ? "the last batch of an epoch, " + last + " of " + train.size() + " examples"
                                + where(last, shards) + ", has a single example"
                        : null;
        if (which != null) {
            boolean constant = norm.input().rank() == 1;
            findings.add(new Diagnosis(
                    Symptom.SINGLE_EXAMPLE_NORM,
                    step,
                    norm.path(),
                    which + ", expected two or more to take mean and variance of; "
                            + (constant
                                    ? "behind the norm all examples look the same"
                                    : "in use the norm will see other statistics than in training"),
                    cure(train, usual, shards)));
        }
    }

    private static String cure(Batches train, int usual, int shards) {
        if (shards > 1) {
            return "use fewer shards, or larger batches";
        }
        return usual == 1
                ? "use larger batches, or layerNorm() or groupNorm(…)"
                : "leave the last example out with take(" + (train.size() - 1) + "), or take another batch size";
    }

    private static String where(int size, int shards) {
        return shards > 1 ? " in " + Math.min(size, shards) + " shards" : "";
    }

    private static int smallestShard(int size, int shards) {
        return size / Math.min(size, shards);
    }

    private static @Nullable LayerInfo firstNorm(Model model, Anatomy anatomy) {
        for (LayerInfo layer : anatomy.leaves()) {
            if (layer.spec().bare() instanceof BatchNorm && trains(model, layer.path())) {
                return layer;
            }
        }
        return null;
    }

    private static boolean trains(Model model, String path) {
        return model.parameters().stateList().stream()
                .filter(state -> state.name().startsWith(path + "/"))
                .anyMatch(state -> !state.isFrozen());
    }
}
