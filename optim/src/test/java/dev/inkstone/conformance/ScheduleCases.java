package dev.inkstone.conformance;

import dev.inkstone.optim.CosineDecay;
import dev.inkstone.optim.ExponentialDecay;
import dev.inkstone.optim.OneCycle;
import dev.inkstone.optim.Schedule;
import dev.inkstone.optim.Schedules;
import java.util.Map;

/** Learning rates step by step. */
final class ScheduleCases {
    private ScheduleCases() {}

    static Map<String, float[]> step(Case c) {
        return rates(c, Schedules.stepDecay(c.number("learning_rate"), c.number("gamma"), c.integer("step_size")));
    }

    static Map<String, float[]> exponential(Case c) {
        c.require("staircase", 0, 1);
        return rates(
                c,
                new ExponentialDecay(
                        c.number("learning_rate"),
                        c.number("gamma"),
                        c.integer("decay_steps"),
                        c.integer("staircase") == 1));
    }

    static Map<String, float[]> cosine(Case c) {
        return rates(c, Schedules.cosine(c.number("learning_rate"), c.number("minimum"), c.integer("total_steps")));
    }

    static Map<String, float[]> warmUp(Case c) {
        c.require("warmup_form", "linear_from_start", "step_plus_one");
        int steps = c.integer("warmup_steps");
        CosineDecay after = Schedules.cosine(c.number("peak"), c.number("minimum"), c.integer("total_steps") - steps);
        boolean plusOne = c.text("warmup_form").equals("step_plus_one");
        if (plusOne) {
            c.require("start", 0); // its formula has none
        }
        return rates(c, plusOne ? after.warmUp(steps) : after.warmUp(steps, c.number("start")));
    }

    static Map<String, float[]> oneCycle(Case c) {
        c.require("anneal", "cos", "linear");
        return rates(
                c,
                Schedules.oneCycle(c.number("max_rate"), c.integer("total_steps"))
                        .rise(c.number("warmup_fraction"))
                        .divisors(c.number("div_factor"), c.number("final_div_factor"))
                        .anneal(c.text("anneal").equals("cos") ? OneCycle.Anneal.COSINE : OneCycle.Anneal.LINE));
    }

    private static Map<String, float[]> rates(Case c, Schedule schedule) {
        float[] rates = new float[c.integer("steps")];
        for (int t = 0; t < rates.length; t++) {
            rates[t] = (float) schedule.rate(t);
        }
        return Map.of("learning_rates", rates);
    }
}
