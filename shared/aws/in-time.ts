// Ends the calls of a record with its time. Work can't be stopped from outside: a record that took too long goes on behind its
// own back, and where Lambda freezes the function between two invocations it may write hours later, over what has come since.
// So its clients refuse every request from then on, a retry of one before included; what is on its way by then arrives, or not,
// as it would if the function were killed.

/** By the command that was sent, which every try of it is made from. */
const signals = new WeakMap<object, AbortSignal>();

type Step<Args> = (args: Args) => Promise<unknown>;

interface Client {
  send(...args: never[]): Promise<unknown>;
}

interface Middleware {
  middlewareStack: {
    add(
      // As loose as the stack itself, which takes those of all commands.
      // biome-ignore lint/suspicious/noExplicitAny: types of the SDK's own
      middleware: (next: any) => any,
      options: { step: 'finalizeRequest'; name: string },
    ): void;
  };
}

/** Makes a client fit for `inTime`. Not by the request's own `abortSignal`: a client that is given options keeps no middleware. */
export function stoppable<C extends Middleware>(client: C): C {
  client.middlewareStack.add(
    (next: Step<{ input: object }>) => async (args: { input: object }) => {
      signals.get(args.input)?.throwIfAborted();
      return next(args);
    },
    // Behind the step that repeats requests.
    { step: 'finalizeRequest', name: 'inTime' },
  );
  return client;
}

/** The client for the calls of one record. @param client made by `stoppable` */
export function inTime<C extends Client>(client: C, signal: AbortSignal): C {
  const send = async (command: { input: object }, ...options: unknown[]) => {
    signal.throwIfAborted();
    signals.set(command.input, signal);
    return (client.send as (...args: unknown[]) => Promise<unknown>)(command, ...options);
  };
  return Object.assign(Object.create(client) as C, { send });
}
