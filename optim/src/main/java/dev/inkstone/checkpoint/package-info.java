/**
 * Saving and restoring models and training runs. {@link dev.inkstone.checkpoint.Saver} is where to start.
 *
 * <p>The files are safetensors: other programs can read them. What they hold:
 *
 * <ul>
 *   <li>each parameter and each state of the model under its own name, {@code conv1/kernel}, {@code bn1/running_mean}: float32, or
 *       parameters as F16 or BF16 where {@link dev.inkstone.checkpoint.Saver#saveModel(dev.inkstone.layers.Model,
 *       java.nio.file.Path, Precision)} was told so
 *   <li>in checkpoints, the slots of the optimizer as {@code optimizer/<kind>/<slot>/<parameter>}, with the shape of the
 *       parameter: {@code optimizer/adam/m/conv1/kernel}
 *   <li>in checkpoints, arrays that callbacks remember as {@code callback/<key>/<name>}: float32, one dimension
 *   <li>in {@code __metadata__}: {@code inkstone.format} ("1"), {@code inkstone.kind} ("model" or "checkpoint"), {@code
 *       inkstone.model} (layers, input shape and seed, see {@link dev.inkstone.checkpoint.ModelText}); in checkpoints {@code
 *       inkstone.step}, {@code inkstone.optimizer} and {@code inkstone.progress} (JSON); in best models {@code inkstone.step},
 *       {@code inkstone.monitored}, {@code inkstone.value} and {@code inkstone.better} ("higher" or "lower"); in estimators {@code
 *       inkstone.estimator} (JSON); in all {@code
 *       inkstone.crc32c.data} and {@code inkstone.crc32c.header}
 * </ul>
 */
@NullMarked
package dev.inkstone.checkpoint;

import org.jspecify.annotations.NullMarked;
