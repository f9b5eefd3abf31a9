/*
 * The K-weighting filter of ITU-R BS.1770 for any sample rate: a high shelf and a high-pass, by the bilinear
 * transform of the analogue prototypes that give the tabled coefficients at 48 kHz.
 */

type KWeighting = { shelf: [number, number, number, number, number]; highpass: [number, number] };

/** Shelf as b0 b1 b2 a1 a2; the high-pass as a1 a2, its b being 1 -2 1. */
export function kWeighting(sampleRateHz: number): KWeighting {
  return { shelf: shelf(sampleRateHz), highpass: highpass(sampleRateHz) };
}

function shelf(sampleRateHz: number): KWeighting["shelf"] {
  const q = 0.7071752369554196;
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz);
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return [
    (high + (band * k) / q + k * k) / a0,
    (2 * (k * k - high)) / a0,
    (high - (band * k) / q + k * k) / a0,
    (2 * (k * k - 1)) / a0,
    (1 - k / q + k * k) / a0,
  ];
}

function highpass(sampleRateHz: number): KWeighting["highpass"] {
  const q = 0.5003270373238773;
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz);
  const a0 = 1 + k / q + k * k;
  return [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0];
}
