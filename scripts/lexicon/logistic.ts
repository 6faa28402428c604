/**
 * Softmax regression with three classes and L2, fitted by L-BFGS (Nocedal and Wright, Numerical Optimization, 7.4). Always
 * the same result for the same examples: nothing is drawn by chance.
 */

/** Examples as rows of a sparse matrix. */
export interface Examples {
  /** Where the features of each example begin in `feature` and `value`; one more than there are examples. */
  readonly from: Uint32Array;
  readonly feature: Uint32Array;
  readonly value: Float32Array;
  /** 0 negative, 1 neutral, 2 positive. */
  readonly label: Uint8Array;
  readonly weight: Float64Array;
  /** How many features there are. */
  readonly features: number;
}

export interface FitOptions {
  /** Strength of the pull to `centre`, for each feature. */
  readonly pull: Float64Array;
  /** Three weights for each feature, to which they are pulled; zeros where there are none. */
  readonly centre?: Float64Array;
  readonly rounds: number;
}

const CLASSES = 3;
const MEMORY = 8;

/** Scores of one example, into `scores`. */
function scoresOf(examples: Examples, weights: Float64Array, example: number, scores: Float64Array): void {
  const { from, feature, value } = examples;
  let a = 0;
  let b = 0;
  let c = 0;
  const end = from[example + 1] as number;
  for (let at = from[example] as number; at < end; at++) {
    const place = (feature[at] as number) * CLASSES;
    const x = value[at] as number;
    a += x * (weights[place] as number);
    b += x * (weights[place + 1] as number);
    c += x * (weights[place + 2] as number);
  }
  scores[0] = a;
  scores[1] = b;
  scores[2] = c;
}

/** The loss at `weights`; its slope into `slope`. */
function lossOf(examples: Examples, options: FitOptions, weights: Float64Array, slope: Float64Array): number {
  const { from, feature, value, label, weight } = examples;
  const { pull, centre } = options;
  const scores = new Float64Array(CLASSES);
  let loss = 0;
  for (let at = 0; at < weights.length; at++) {
    const off = (weights[at] as number) - (centre?.[at] ?? 0);
    const strength = pull[Math.floor(at / CLASSES)] as number;
    loss += 0.5 * strength * off * off;
    slope[at] = strength * off;
  }
  for (let example = 0; example < label.length; example++) {
    scoresOf(examples, weights, example, scores);
    const [a = 0, b = 0, c = 0] = scores;
    const most = Math.max(a, b, c);
    const ea = Math.exp(a - most);
    const eb = Math.exp(b - most);
    const ec = Math.exp(c - most);
    const sum = ea + eb + ec;
    const w = weight[example] as number;
    const right = label[example] as number;
    loss -= w * ((scores[right] as number) - most - Math.log(sum));
    const da = w * (ea / sum - (right === 0 ? 1 : 0));
    const db = w * (eb / sum - (right === 1 ? 1 : 0));
    const dc = w * (ec / sum - (right === 2 ? 1 : 0));
    const end = from[example + 1] as number;
    for (let at = from[example] as number; at < end; at++) {
      const place = (feature[at] as number) * CLASSES;
      const x = value[at] as number;
      slope[place] = (slope[place] as number) + x * da;
      slope[place + 1] = (slope[place + 1] as number) + x * db;
      slope[place + 2] = (slope[place + 2] as number) + x * dc;
    }
  }
  return loss;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

/** Three weights for each feature: for negative, neutral, positive. */
export function fitSoftmax(examples: Examples, options: FitOptions): Float64Array {
  const size = examples.features * CLASSES;
  let weights = options.centre?.slice() ?? new Float64Array(size);
  let slope = new Float64Array(size);
  let loss = lossOf(examples, options, weights, slope);
  const steps: Float64Array[] = [];
  const turns: Float64Array[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const direction = directionOf(slope, steps, turns);
    let rate = steps.length === 0 ? 1 / Math.max(1, Math.sqrt(dot(slope, slope))) : 1;
    const fall = dot(slope, direction);
    const nextSlope = new Float64Array(size);
    let next = weights;
    let nextLoss = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 25; attempt++) {
      next = weights.map((weight, at) => weight + rate * (direction[at] as number));
      nextLoss = lossOf(examples, options, next, nextSlope);
      if (nextLoss <= loss + 1e-4 * rate * fall) break;
      rate /= 2;
    }
    if (!(nextLoss < loss)) break;
    const done = (loss - nextLoss) / Math.max(1, Math.abs(loss)) < 1e-7;
    steps.push(next.map((weight, at) => weight - (weights[at] as number)));
    turns.push(nextSlope.map((value, at) => value - (slope[at] as number)));
    if (steps.length > MEMORY) {
      steps.shift();
      turns.shift();
    }
    weights = next;
    slope = nextSlope;
    loss = nextLoss;
    if (done) break;
  }
  return weights;
}

/** Downhill, with what the last steps taught of the curvature. */
function directionOf(
  slope: Float64Array,
  steps: readonly Float64Array[],
  turns: readonly Float64Array[],
): Float64Array {
  const direction = slope.map((value) => -value);
  const shares: number[] = [];
  for (let at = steps.length - 1; at >= 0; at--) {
    const [step, turn] = [steps[at] as Float64Array, turns[at] as Float64Array];
    const share = dot(step, direction) / dot(turn, step);
    shares[at] = share;
    for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] as number) - share * (turn[i] as number);
  }
  const [lastStep, lastTurn] = [steps.at(-1), turns.at(-1)];
  if (lastStep !== undefined && lastTurn !== undefined) {
    const scale = dot(lastStep, lastTurn) / dot(lastTurn, lastTurn);
    for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] as number) * scale;
  }
  for (const [at, step] of steps.entries()) {
    const turn = turns[at] as Float64Array;
    const share = (shares[at] as number) - dot(turn, direction) / dot(turn, step);
    for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] as number) + share * (step[i] as number);
  }
  return direction;
}
