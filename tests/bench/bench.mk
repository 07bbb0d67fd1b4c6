# The benchmark: two programs from one source, and what runs them between their
# peers. Built as the classifier is, for the processor at hand.
BENCH = $(BUILD)/bench
BENCH_SOURCES = $(wildcard tests/bench/*.c)
BENCH_OBJECTS = $(call objects,float,$(filter-out %/dense_only.c,\
                  $(BENCH_SOURCES)) $(LESSONS))
$(BUILD)/float/tests/bench/%.o: FOR_TESTS = -Itests

$(BENCH)/skipping: $(BENCH_OBJECTS) $(BUILD)/float/common.a
$(BENCH)/dense: $(BENCH_OBJECTS) $(BUILD)/float/tests/bench/dense_only.o \
                $(BUILD)/float/common.a
$(BENCH)/skipping $(BENCH)/dense:
	@mkdir -p $(@D)
	@$(SAY) "link $@"
	@$(CC) $(FLAGS) $^ $(LIBRARIES) -ldl -lm -o $@

# To keep a run: cp build/bench/bench.csv plots; make plots
bench: $(BENCH)/skipping $(BENCH)/dense | $(FIRST) ## measure speed beside NumPy, PyTorch and OpenBLAS
	@$(if $(QUICK),,sh data/fetch.sh $(MAY_INSTALL))
	@BUILD='$(BUILD)' sh tests/bench/bench.sh $(if $(QUICK),quick,measure)
	@if sh plots/draw.sh bench $(BENCH)/bench.csv $(BENCH)/bench; \
	then echo "chart: $(BENCH)/bench.svg and .png"; fi

deps-bench: ## install NumPy, PyTorch and OpenBLAS, to compare with
	@sh common/deps.sh bench

.PHONY: bench deps-bench
