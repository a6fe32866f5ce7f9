using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Guard;

/// <summary>Which outcomes are evidence. A client that a key keeps on its side was drawn once: of it only the first failure counts, since one
/// broken client fails again and again. What is drawn afresh counts each time.</summary>
internal sealed class GuardWatch(GuardShare share, Func<HttpContext, ulong?>? client, FailedClients? failed)
{
    public void End(HttpContext context, bool onCanary, Outcome outcome)
    {
        if (Counts(context, onCanary, GuardShare.IsFailure(outcome)))
        {
            share.End(onCanary, outcome);
        }
    }

    /// <summary>Whether a failure has to be looked up by its client, which its own request alone can do.</summary>
    public bool IsByClient => client is not null;

    /// <summary>An answer that has not begun in time, told by another than its request.</summary>
    public void EndOverdue(bool onCanary)
    {
        if (!IsByClient)
        {
            share.End(onCanary, Outcome.Timeout);
        }
    }

    // Without the good requests that keyed clients sent, failures stand for one request each: that takes nothing from the primary's side.
    private bool Counts(HttpContext context, bool onCanary, bool isFailure) =>
        client is null || (isFailure && (client(context) is not { } hash || failed!.Counts(hash, onCanary)));
}
