# Experiments, each a question with a verdict: chapters/experiments.md.
$(BUILD)/float/plots/experiments/%.o: MORE = -Iplots/experiments
$(BUILD)/experiment: $(call objects,float,$(wildcard plots/experiments/*.c)) \
    $(BUILD)/float/lessons.a $(BUILD)/float/common.a
	$(call link,float)

# To keep one: cp build/experiments/alpha.* plots/experiments
EXPERIMENT = $(BUILD)/experiments/$*
## experiment-alpha: train its variants with five seeds each, and compare them
experiment-%: $(BUILD)/experiment data | $(FIRST)
	@mkdir -p $(BUILD)/experiments
	@$< $* --csv $(EXPERIMENT).csv >$(EXPERIMENT).txt
	@cat $(EXPERIMENT).txt
	$(call draw,experiment,$(EXPERIMENT).csv,$(EXPERIMENT))
