-- Made when all rows are there.
CREATE UNIQUE INDEX places_id ON places (id) WHERE id IS NOT NULL;
-- The countries and the seas: 1 and 8 are their positions in place.KINDS.
CREATE INDEX places_country ON places (country) WHERE kind = 1;
CREATE INDEX places_sea ON places (lat) WHERE kind = 8;
