-- One gazetteer file. Rows are written in order of their keys, so that a build is reproducible, the pages are full, and
-- twelve million places are written as fast, row by row, as a thousand.
PRAGMA application_id = 0x6d617070; -- "mapp"
PRAGMA user_version = 5;

CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE regions (
    region INTEGER PRIMARY KEY,
    country TEXT NOT NULL,
    name TEXT NOT NULL
);

CREATE TABLE places (
    place INTEGER PRIMARY KEY, -- the GeoNames id, or a negative number where the id is another's
    id TEXT,                   -- NULL where it is "geonames:" and the key
    name TEXT NOT NULL,
    lat INTEGER NOT NULL,      -- WGS84, hundred-thousandths of a degree
    lon INTEGER NOT NULL,
    kind INTEGER NOT NULL,     -- position in place.KINDS
    country TEXT NOT NULL,
    region INTEGER REFERENCES regions,
    population INTEGER NOT NULL,
    precision_km REAL NOT NULL,
    capital INTEGER NOT NULL,  -- 0 none, 1 of a region, 2 of a country
    wikidata INTEGER,          -- the number of its item, or NULL
    unchecked INTEGER NOT NULL -- 1 where nobody else has a point to compare with
);

-- What lies near a point, and sounds like a name there.
CREATE TABLE cells (
    cell INTEGER NOT NULL,     -- see cells.py; places without people lie in a layer of their own
    sound INTEGER NOT NULL,    -- see sounds.py; 0 for what has no spelling by ear
    place INTEGER NOT NULL REFERENCES places,
    PRIMARY KEY (cell, sound, place)
) WITHOUT ROWID;

-- A look-up reads the likeliest places of a name from one spot and stops at the limit, however many bear the name.
CREATE TABLE names (
    folded TEXT NOT NULL,
    cost INTEGER NOT NULL,     -- minus the weight of place.Matched, in hundredths of its unit: the likeliest come first
    place INTEGER NOT NULL REFERENCES places,
    sort INTEGER NOT NULL,     -- position in place.NAME_SORTS
    PRIMARY KEY (folded, cost, place)
) WITHOUT ROWID;

-- The names of a place besides its own, as `names` has them: sorted, a bar between. A page asks for those of its places,
-- and `names` would have to be read through for them.
CREATE TABLE spellings (place INTEGER PRIMARY KEY REFERENCES places, others TEXT NOT NULL);
