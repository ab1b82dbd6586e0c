#ifndef LIB_CLINICAL_LABEL_H
#define LIB_CLINICAL_LABEL_H

#include "lib/base/value.h"
#include "lib/clinical/facts.h"
#include "lib/clinical/test.h"

/* What the label says to the use requested. */
enum label_verdict {
	LABEL_UNKNOWN, /* no verified indication of this drug for a condition
	                  of the patient is held, on the label or off it */
	LABEL_COVERS,  /* age, weight and earlier treatment are shown */
	LABEL_OPEN,    /* an element of the indication is not shown */
	LABEL_OUTSIDE, /* age, weight or earlier treatment is outside it */
	LABEL_OFF      /* looked for, and not on the label */
};

struct label {
	enum label_verdict verdict;
	struct value indication; /* its source; none if unknown */
	struct answer age;       /* of the elements that the label sets */
	struct answer weight;    /* unknown without "because": it sets none */
	struct answer prior;
};

/*
 * Compare the use with the verified indications of the drug for the
 * patient's conditions; the one that says most is taken.  Severity and what
 * else an indication's words ask for is left to the reader.
 */
struct label label_compare(const struct facts *facts);

/*
 * Is this therapy, when it is taken beside the requested drug, one that the
 * requested drug's label advises against?  Source: the limitation-of-use
 * sentences of the JAK inhibitor labels.
 */
bool label_advises_against(const struct facts *facts,
    struct value requested_classes, const struct fact_therapy *therapy);

#endif
