// The numbers in which mapper/draw/basemap.py writes lines.

const DIGIT = new Uint8Array(128);
for (let code = 33, digit = 0; code < 127; code++) if (!"\"\\<>&'".includes(String.fromCharCode(code))) DIGIT[code] = digit++;

/** Reads lines as mapper/draw/basemap.py writes them: the head of one, then its steps. */
export function lineReader(text) {
  let at = 0;
  const next = () => {
    for (let value = 0; ; ) {
      const digit = DIGIT[text.charCodeAt(at++)];
      if (digit < 48) return value * 48 + digit;
      value = value * 40 + digit - 48;
    }
  };
  const step = () => {
    const value = next();
    return (value >>> 1) ^ -(value & 1);
  };
  return { more: () => at < text.length, next, step };
}
