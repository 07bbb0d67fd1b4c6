# The tests of the tests: lessons are made wrong by a classic mistake, programs in
# many ways, and all sources by any small change, and built into their tests in
# place of the right ones. A + lets spoil.sh ask make for what it needs.
SPOIL = +@JOBS='$(patsubst -j%,%,$(filter -j%,$(MAKEFLAGS)))' sh tests/spoil.sh
SPOILED = $(BUILD)/flags/libraries $(TYPES:%=$(BUILD)/flags/%)

mistakes: $(SPOILED) ## make every classic mistake; the tests must catch each
	$(SPOIL) mistakes all $(ONLY)

## mistake-09: show chapter 9's mistakes and how they fail
mistake-%: $(SPOILED)
	$(SPOIL) mistakes show $(call number,$(call chapter,$*))

# The lessons, without chapters 16, 20 and 21 and what only measures, the main of
# chapter 16, and those files of common/ whose survivors are argued; or what ONLY=
# names. The others changed since they were last tried, and are to come back with
# their survivors argued.
MUTATED = $(or $(ONLY),$(filter-out chapters/16_% chapters/20_% chapters/21_% chapters/22_% \
            $(wildcard chapters/*/measure*.c),$(LESSONS)) \
            chapters/16_digit_classifier/main.c \
            $(filter $(addprefix %/,$(addsuffix .c,$(ARGUED))),$(COMMON)))
ARGUED = chapter network plot_data random digits input memory fail \
         console matrix streams clock
mutants: $(SPOILED) ## make every small change; the tests must notice it
	$(SPOIL) mutants all $(MUTATED)

breaks: ## break the programs; make check must notice each
	$(SPOIL) breaks all $(ONLY)

.PHONY: breaks mistakes mutants

#: make mutants takes SHARE=10, for one in ten, and ONLY=common/files/idx.c;
#: make mistakes and make transcripts take ONLY=09, a chapter, and make breaks ONLY=data,
#: a file.
