# The book: a page for each chapter, woven from its sources, where GitHub shows
# it. All is made under build/pages; `make pages` copies it to its places and
# `make check-pages` compares it with what is there.

PAGES = $(BUILD)/pages
PAGES_SH = PAGES='$(PAGES)' CHAPTERS='$(CHAPTERS)' LAST='$(KEPT)' \
           sh common/book/pages.sh
KEPT := $(call chapters_with,commands)

# The programs run again for every check, since they take a second or two. Only
# the classifier's output, from training on all of MNIST, is as it was kept.
RUN_ANEW = $(filter-out $(KEPT),$(CHAPTERS))
$(RUN_ANEW:%=$(PAGES)/%/output.txt): $(PAGES)/%/output.txt: $(BUILD)/%
	@mkdir -p $(@D)
	@$(SAY) "run $<"
	@$< --picture $(@D)/picture.dat >$(@D)/printed
	@sed 's/ *$$//' $(@D)/printed >$@

$(PAGES)/$(KEPT)/output.txt: chapters/$(KEPT)/output.txt
	@mkdir -p $(@D)
	@cp $< $@

# Pictures are drawn from what the programs wrote now, or from the numbers that
# are kept in plots/: times and chapter 16's training. plots/CHAPTER.gp draws plot.svg,
# and plots/CHAPTER.NAME.gp another picture of the chapter, NAME.svg.
SCRIPTS = $(foreach chapter,$(CHAPTERS),$(patsubst plots/%.gp,%,$(wildcard \
  plots/$(chapter).gp plots/$(chapter).*.gp)))
picture_of = $(PAGES)/$(basename $(1))/$(or $(patsubst .%,%,$(suffix $(1))),plot).svg
kept = $(wildcard plots/$(basename $(1)).dat)
define RULE_FOR_PICTURE
$(call picture_of,$(1)): $(PAGES)/$(basename $(1))/output.txt $(call kept,$(1)) \
    plots/$(1).gp plots/style.gp plots/canvas.gp plots/draw.sh $(wildcard plots/*.csv)
	@$$(SAY) "draw $$@"
	@sh plots/draw.sh $(1) $(or $(call kept,$(1)),$$(@D)/picture.dat) $$@
endef
$(foreach script,$(SCRIPTS),$(eval $(call RULE_FOR_PICTURE,$(script))))

MADE = $(CHAPTERS:%=$(PAGES)/%/output.txt) \
       $(foreach script,$(SCRIPTS),$(call picture_of,$(script)))

pages: $(MADE) ## weave a page for each chapter: chapters/*/README.md
	@$(PAGES_SH) weave
	@$(PAGES_SH) keep

check-pages: $(MADE) ## say which page is not what its sources make
	@$(PAGES_SH) weave
	@$(PAGES_SH) check

# Measures times, and trains the classifier on MNIST: for any processor, as most
# chapters' programs are, so that everybody's run gives the same numbers.
pages-slow: all $(PORTABLE) data ## make anew what takes minutes, and the pages
	@CLASSIFIER=$(PORTABLE) $(PAGES_SH) slow
	@$(MAKE) --no-print-directory pages

# Asked for together with new pages or equations, these take the new ones.
check-pages book book.pdf: | $(filter pages pages-slow equations,$(MAKECMDGOALS))
# A PDF is made of one long page, which is no page of the book.
check-book: | $(filter book.pdf,$(MAKECMDGOALS))

# Packages of npm, as common/book/package-lock.json has them: their checksums, and
# no address, so that each comes from where npm of this machine takes packages.
NPM = $(BUILD)/npm
$(NPM)/made: common/book/package.json common/book/package-lock.json
	@{ command -v npm && command -v node; } >/dev/null || { echo "npm is missing;" \
	  "install it with: sh common/make/deps.sh npm" >&2; exit 1; }
	@mkdir -p $(@D) && cp $^ $(@D)
	@npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund \
	  --no-update-notifier --loglevel error >/dev/null && touch $@

# The equation images are committed, so that only this needs npm.
equations: $(NPM)/made ## draw the equation images again (needs npm)
	@node common/book/equations.mjs $(<D)/node_modules chapters/*/*.tex

include common/book/browser/browser.mk

BOOK = BOOK='$(BUILD)/book' CHAPTERS='$(CHAPTERS)' NPM='$(NPM)' \
       RUN='$(BROWSER)/run' RUN_DOUBLE='$(RUN_double)' RUN_FLOAT='$(RUN_float)' \
       sh common/book/book.sh

# Where npm is missing the pages have no search. That is known here only, after make deps,
# so another make looks. Two makes at a time would overwrite each other's files: whoever
# needs more than the book asks a third one for it, after the book.
MAKE_ALSO = $(MAKE) --no-print-directory
search_for_pages = +if command -v npm >/dev/null && command -v node >/dev/null; then \
  $(MAKE_ALSO) $(NPM)/made; fi

book: | $(FIRST) ## make the book for a browser: build/book/index.html
	@$(search_for_pages)
	@$(compile_for_pages)
	@$(BOOK)

book.pdf: book ## the same and a PDF of it: build/book/book.pdf
	@$(BOOK) pdf

$(BUILD)/page: $(BUILD)/double/tests/draw/page.o $(BUILD)/double/lessons.a \
  $(BUILD)/double/common.a
	$(call link,double)

# esbuild is there already, and its server takes the first free port from 8000 on.
serve: book ## serve the book to this machine's browser, and say where
	+@$(MAKE_ALSO) $(NPM)/made
	@$(NPM)/node_modules/.bin/esbuild --servedir=$(BUILD)/book --serve=127.0.0.1:

# Needs npm, for the program that drives the browser.
check-book: book ## read the book in a browser, run its programs, say what is wrong
	+@$(MAKE_ALSO) $(NPM)/made $(BUILD)/page $(CLASSIFIER) $(PORTABLE)
	@cp -R common/book/browser/*.js* common/book/browser/draw $(NPM) && $(NPM)/node_modules/.bin/tsc --project $(NPM)
	@node tests/book.mjs $(NPM)/node_modules $(BUILD)/book $(words $(CHAPTERS)) \
	  $(words $(RUN_IN_PAGES))
	@$(BUILD)/page >$(BUILD)/page.numbers
	@node tests/draw/draw.mjs $(NPM)/node_modules $(BUILD)

.PHONY: pages check-pages pages-slow equations book book.pdf serve check-book
