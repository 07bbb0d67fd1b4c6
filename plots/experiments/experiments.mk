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

# The kept pictures of all that are kept, and the one of what each choice costs.
KEPT_EXPERIMENTS = $(basename $(wildcard plots/experiments/*.csv))
plots-of-experiments:
	@mkdir -p $(BUILD)/experiments
	@for kept in $(KEPT_EXPERIMENTS); do \
	  sh plots/draw.sh experiment $$kept.csv $$kept.svg || exit 1; done
	@awk -f plots/experiments/costs.awk $(filter-out %/clothes.txt %/fashion.txt, \
	  $(KEPT_EXPERIMENTS:=.txt)) >$(BUILD)/experiments/costs.csv
	@sh plots/draw.sh costs $(BUILD)/experiments/costs.csv plots/experiments/costs.svg
.PHONY: plots-of-experiments
