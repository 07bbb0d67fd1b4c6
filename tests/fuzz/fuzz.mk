# Fuzzing: bytes that nobody vouches for, by the million, for all that reads. A
# build of its own, by clang, with what watches for errors.
FUZZ = $(BUILD)/fuzz
FUZZED = $(filter-out fuzz forget,$(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c)))
WATCH = -fsanitize=address,undefined,float-cast-overflow \
        -fno-sanitize-recover=all -fno-omit-frame-pointer
WRAPPED = $(foreach name,exit atexit fopen fclose scandir,-Wl,--wrap=$(name))

fuzz: ## fuzz every reader, each for SECONDS= (60), and keep the table of it
	@$(MAKE) -s fuzzers
	@sh tests/fuzz/fuzz.sh $(or $(SECONDS),60) $(FUZZED) >$(FUZZ)/table
	@cp $(FUZZ)/table tests/fuzz/table.txt

# The programs, and the archives from which a planted fault is made.
fuzzers:
	@$(MAKE) -s BUILD=$(FUZZ) CC=clang OPENMP= NATIVE= CFLAGS='-O1 -g' \
	  EXTRA='$(WATCH) -fsanitize=fuzzer-no-link' $(FUZZED:%=$(FUZZ)/%)

$(BUILD)/float/tests/fuzz/%.o: MORE = -Itests/fuzz
$(FUZZED:%=$(BUILD)/%): $(BUILD)/%: $(BUILD)/float/tests/fuzz/%.o \
    $(BUILD)/float/tests/fuzz/fuzz.o $(BUILD)/float/tests/fuzz/forget.o $(BUILD)/float/lessons.a \
    $(BUILD)/float/common.a
	$(call link,float,-fsanitize=fuzzer $(WRAPPED))

check-fuzz: ## fuzz every reader for SECONDS= (20), and find planted faults
	@$(MAKE) -s fuzzers
	@sh tests/fuzz/fuzz.sh $(or $(SECONDS),20) $(FUZZED)
	@LINK='-fsanitize=fuzzer $(WRAPPED)' sh tests/fuzz/planted.sh

.PHONY: fuzz fuzzers check-fuzz

#: make fuzz takes SECONDS=600, for each reader;
