package dev.inkstone.estimator;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Standardizer;
import dev.inkstone.layers.LayerSpec;
import java.util.List;

/**
 * What the first layer of the model does to each feature: an element of the last axis, a column of a table or a channel of images.
 * It is measured on the training data alone and saved with the model, so that who predicts gives the raw values.
 */
public enum InputScaling {
    /** Mean 0 and deviation 1. */
    STANDARDIZE,
    /** Least value 0 and greatest 1: for columns that are almost always 0, as pixels at the border of images. */
    RANGE,
    /** The values as they are. */
    NONE;

    /** The layer, if there is one. */
    List<LayerSpec> layers(Dataset train) {
        return switch (this) {
            case STANDARDIZE -> List.of(Standardizer.fit(train).layer());
            case RANGE -> List.of(Standardizer.fitRange(train, 0, 1).layer());
            case NONE -> List.of();
        };
    }
}
