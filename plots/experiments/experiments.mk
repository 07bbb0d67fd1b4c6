# Experiments, each a question with a verdict: chapters/experiments.md.
EXPERIMENT = $(BUILD)/experiment
VARIANTS = $(filter-out %/main.c,$(wildcard plots/experiments/*.c)) # which are tested
$(BUILD)/float/plots/experiments/%.o $(BUILD)/double/plots/experiments/%.o: \
  MORE = -Iplots/experiments
$(EXPERIMENT): $(call objects,float,$(wildcard plots/experiments/*.c)) \
    $(BUILD)/float/lessons.a $(BUILD)/float/common.a
	$(call link,float)

# To keep one: cp build/experiments/alpha.* plots/experiments
FOUND = $(BUILD)/experiments/$*
## experiment-alpha: train its variants with five seeds each, and compare them
experiment-%: $(EXPERIMENT) data | $(FIRST)
	@mkdir -p $(BUILD)/experiments
	@$< $* --csv $(FOUND).csv >$(FOUND).txt
	@cat $(FOUND).txt
	$(call draw,experiment,$(FOUND).csv,$(FOUND))
