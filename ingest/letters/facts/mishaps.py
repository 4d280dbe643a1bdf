"""Words for what hurts a worker: falls, blows, cuts, and the pain that began with them. Patterns over lower case."""

LIMB = (
    r"(?:fingers?|fingertips?|thumbs?|toes?|hands?|arms?|legs?|foot|feet|wrists?|palm|forearm|knees?|ankles?"
    r"|shoulders?|elbows?|hips?|back|neck|head|face|ribs?|nose|tooth|teeth|tendons?|cuff|biceps|eyes?|tailbone|shin"
    r"|scalp|tips?|phalan\w+|digits?|heels?|clavicle|collarbone|pelvis|spine|jaw|chest|nails?)"
)
# What befalls a body, in words that mean something else without their object: "lost a finger", not "lost his job".
MISSTEP = (
    rf"(?:lost|caught|cut|broke|tore|bumped|banged|pinched|ruptured|dislocated|severed|sliced|punctured|scraped"
    rf"|amputated|rolled) (?:(?:off|through|his|her|both|the|part|most|an?|one|two|three|four) )"
    rf"(?:[\w()-]+ ){{0,4}}?{LIMB}\b(?! (?:pain|motion|strength|control))"
    r"|lost (?:his|her) (?:footing|balance|grip|hold)|amputated (?:in|by)(?! surg)|caught (?:in|between|under)"
    r"|(?:landed|came down|dropped|stepped) (?:up)?on(?:to)?|(?:ran|run|backed|stepped|walked|pulled|sucked|bumped)"
    r" (?:in|on)to(?! (?:financial|problem|trouble|difficult|remission))|(?:ran|backed) over|stepped off"
    r"|missed (?:an?|the|his|her) (?:[a-z]+ )?(?:step|stair|rung)"
    r"|got (?:hit|stuck|caught|pinned|run)|(?:side-?swiped|t-boned|broadsided|rear[ -]ended|collided|mugged)"
    r"|caught (?:his|her|the|their|a) (?:[\w-]+ ){1,4}(?:in|between|under)|dropped (?:[\w-]+ ){1,5}on(?:to)? (?:his"
    r"|her)"
    r"|threw (?:[\w-]+ ){1,4}(?:at|onto|against|to)|(?:van|truck|car|forklift|tractor|vehicle|cart|bus|gurney|machine"
    r"|ladder|load|stack) (?:that |which )?(?:overturned|tipped|flipped|rolled|toppled|shifted)"
    r"|(?:rolled|slammed|closed|toppled|swung|shut|caved in) (?:up)?(?:(?:in|on)(?:to)? )?(?:his|her|him)"
    r"|held (?:at gunpoint|at knifepoint|up)|mva|mvc"
)
EVENT = (
    r"(?<!\w)(?:accident|collision|fell(?! (?:asleep|ill|behind|short)\b)|fall|slipped|tripped|struck|hit|incident"
    r"|assault\w*|attack\w*|crush\w*"
    r"|twisted|hurt|altercation"
    r"|involved in|trauma|(?:lift|pull|push|twist|bend|reach|carry|climb|mov|stepp|stoop|squatt|kneel|us|operat"
    r"|load|unload)ing|lifted|rear-ended|strain\w*|sprain\w*|bitten|burn(?:ed|t|s)?(?! out)|exposed|exposure"
    r"|fractured|stabbed|shot"
    r"|scalded|kicked|punched|thrown(?! out)|pushed|knocked|lacerated|electrocuted|pinned|run over|rolled"
    r"|robbery|robbed|contracted|infected|inhaled|needle ?stick|splashed|sprayed|explo(?:sion|ded)|stung|tackled"
    r"|collapsed|jerked|dragged|jammed|smashed|wrenched|jarred|choked|threatened|shoved|ejected|crashed|trapped"
    rf"|{MISSTEP})\b"
)
# Events that need no "on" before their day: "fell from a ladder 3/4/12".
PLAIN_EVENT = (
    r"(?<!\w)(?:accident|collision|fell(?! (?:asleep|ill|behind|short)\b)|slipped|tripped|struck|incident|assaulted"
    r"|attacked|robbed|hurt"
    r"|strained (?:his|her)|fractured (?:his|her)|fall (?:from|off|down)|hit (?:by|on|in)|thrown(?! out)|pinned"
    r"|knocked (?:down|over)"
    r"|crushed|burned(?! out)|bitten|twisted (?:his|her)|rear[ -]ended"
    rf"|run over|kicked|stabbed|electrocuted|{MISSTEP})\b"
)
# What began a day ago, and how: "developed pain on 3/4/12 after ..."; not after a treatment.
COMPLAINT = r"(?:pain|symptom|complaint|problem|numb|tingl|weak|pop\b|snap\b|crack|spasm|discomfort)"
HOW_IT_BEGAN = (
    r",? (?:when|while|after|following|as|upon)(?! (?:noted|above|of|well|per))\b"
    r"(?![^.;]{0,50}?(?:surg|inject|therap|operat|procedure|block|exam|treat|visit|medic|ran out|stopp|\bdos(?:e"
    r"|ing)|discontinu|taper|wean|refill|vacation|at home|manipul|physician"
    r"|doctor))"
)
