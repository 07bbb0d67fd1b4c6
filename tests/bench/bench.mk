# The benchmark: two programs from one source, and what runs them between their
# peers. Built as the classifier is, for the processor at hand.
BENCH = $(BUILD)/bench
BENCH_SOURCES = $(wildcard tests/bench/*.c)
BENCH_OBJECTS = $(call objects,float,$(filter-out %/dense_only.c,$(BENCH_SOURCES)))

$(BENCH)/dense: $(BUILD)/float/tests/bench/dense_only.o
$(BENCH)/skipping $(BENCH)/dense: $(BENCH_OBJECTS) $(BUILD)/float/lessons.a \
                                  $(BUILD)/float/common.a
	$(call link,float,-ldl)

# To keep a run: cp build/bench/bench.csv plots; make plots
bench: $(BENCH)/skipping $(BENCH)/dense | $(FIRST) ## measure speed beside NumPy, PyTorch and OpenBLAS
	@$(if $(QUICK),,sh data/fetch.sh $(filter deps,$(MAKECMDGOALS)))
	@sh tests/bench/bench.sh $(if $(QUICK),quick,measure)
	$(call draw,bench,$(BENCH)/bench.csv,$(BENCH)/bench)

# To keep a run: cp build/speedrun.csv plots
speedrun: $(BUILD)/20_distorted_digits data | $(FIRST) ## the seconds to 97, 98 and 99 % of the test digits
	@sh tests/bench/speedrun.sh

deps-bench: ## install NumPy, PyTorch and OpenBLAS, to compare with
	@sh common/make/deps.sh bench

.PHONY: bench speedrun deps-bench
