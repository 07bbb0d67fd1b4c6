# Every call of the programs fails and every call is their last, in turn: see
# README.md. Only Linux can catch the calls.
TORTURE = $(BUILD)/torture
TORTURED = $(addprefix $(BUILD)/,16_digit_classifier 06_softmax)

$(TORTURE)/inject.so: tests/torture/inject.c
	@pkg-config --exists libseccomp || { echo "error: missing: libseccomp;" \
	  "install what is missing with: sh common/make/deps.sh ci" >&2; exit 1; }
	@mkdir -p $(@D); $(SAY) "compile $<"; $(CC) -std=c11 $(WARNINGS) -O1 \
	  -shared -fPIC $$(pkg-config --cflags --libs libseccomp) $< -lseccomp -o $@

torture: $(TORTURE)/inject.so $(TORTURED) ## let every call fail, and kill at every call (half an hour); QUICK=1 one in 60
	@JOBS='$(patsubst -j%,%,$(filter -j%,$(MAKEFLAGS)))' \
	  sh tests/torture/torture.sh $(if $(QUICK),quick,all)

torture-breaks: $(TORTURE)/inject.so $(TORTURED) ## break what keeps files whole; torture must find each
	@sh tests/torture/torture.sh breaks

.PHONY: torture torture-breaks
