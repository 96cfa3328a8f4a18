package dev.inkstone.training;

/**
 * One evaluation of the validation data.
 *
 * @param step steps made
 * @param epoch the running epoch, the first is 1
 * @param evaluation the result
 */
public record ValidationRecord(long step, int epoch, Evaluation evaluation) {}
