# Experiments, each a question with a verdict: chapters/experiments.md.
EXPERIMENTS = $(wildcard plots/experiments/*.c)
$(BUILD)/float/plots/experiments/%.o: MORE = -Iplots/experiments
$(BUILD)/experiment: $(call objects,float,$(EXPERIMENTS)) $(BUILD)/float/lessons.a \
    $(BUILD)/float/common.a
	$(call link,float)
