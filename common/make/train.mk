# Training on MNIST, and what one does with its runs.

# The classifier in its quick mode, on the sample.
CLASSIFIER = $(BUILD)/16_digit_classifier
run-16: $(CLASSIFIER)
	$(if $(ARGS),$(error run-16 takes no ARGS; run $(CLASSIFIER) itself))
	@$(CLASSIFIER) train --data data/sample --epochs 5 --runs $(BUILD)/quick
	@$(CLASSIFIER) test --data data/sample \
	  --model $(BUILD)/quick/latest/model.safetensors

# The program that trains: chapter 16's, or that of the chapter whose recipe is asked
# for.
TRAINER = $(BUILD)/$(if $(RECIPE),$(or $(filter %_$(RECIPE)_digits,$(CHAPTERS)),$(error \
  there is no recipe '$(RECIPE)'; there is RECIPE=distorted)),$(notdir $(CLASSIFIER)))

# Where runs are, and the path of one that is named.
TRAINED = $(BUILD)/train
path_of = $(if $(findstring /,$(1)),,$(TRAINED)/)$(call quoted,$(1))
# Several seeds are trained one after another; the seed is an option of each.
ONE_SEED = $(if $(SEED)$(RESUME),$(error SEEDS= goes with neither SEED= nor RESUME=))

# MNIST is fetched unless other data are asked for. On a terminal the curves are drawn
# in place, by live.sh.
train: $(TRAINER) $(if $(DATA),,data) | $(FIRST) ## train on MNIST; model and curves go to build/train/latest
	@grep -q openmp $(BUILD)/flags/float || \
	  echo "train: no OpenMP here, so one core does it all" >&2
	@$(if $(SEEDS),$(ONE_SEED)sh common/make/seeds.sh $(call quoted,$(SEEDS))) \
	  sh plots/live.sh run $(TRAINED)/latest/log.csv \
	  $(TRAINER) train $(if $(EPOCHS),--epochs $(call quoted,$(EPOCHS))) \
	  $(if $(SEED),--seed $(call quoted,$(SEED))) \
	  $(if $(THREADS),--threads $(call quoted,$(THREADS))) \
	  $(if $(DATA),--data $(call quoted,$(DATA))) \
	  $(if $(RESUME),--resume $(call path_of,$(RESUME))) \
	  $(ARGS) --runs $(TRAINED)
	$(call draw,curves,$(TRAINED)/latest/log.csv,$(TRAINED)/latest/curves)

watch: ## follow a training from another terminal: the latest, or RUN=
	@sh plots/live.sh watch $(call path_of,$(or $(RUN),latest))

runs: $(CLASSIFIER) ## list the runs that are in build/train
	@$(CLASSIFIER) runs --runs $(TRAINED)

compare: $(CLASSIFIER) ## say which of the runs in RUNS= is better, and draw them
	$(if $(RUN),$(error compare takes RUNS=, two or more))
	@$(CLASSIFIER) compare --runs $(TRAINED) --picture $(BUILD)/compare.csv \
	  $(foreach run,$(RUNS),$(call quoted,$(run)))
	$(call draw,compare,$(BUILD)/compare.csv,$(BUILD)/compare)

.PHONY: run-16 train watch runs compare

#:
#: make train takes EPOCHS=, SEED=, THREADS= and DATA=, as in
#: make train EPOCHS=5 DATA=/usr/share/datasets/fashion-mnist
#: RECIPE=distorted trains better and longer, by chapter 20's recipe;
#: RESUME=latest goes on with a run in build/train that was stopped;
#: SEEDS=1-5 or SEEDS=1,3,7 makes a run of each, and leaves those that are done;
#: make compare RUNS="mnist-seed-? mnist-distorted*" compares two recipes;
#: WORKBOOK=1 takes your lessons that pass, in make run-04 too.
#: Both take ARGS=, options of the program, as in:
#: make train ARGS='--hidden 30 --keep 1'
