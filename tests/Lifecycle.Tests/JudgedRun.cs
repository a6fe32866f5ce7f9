using System.Globalization;
using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>What one bad version cost: its failed answers, and how long after the first of them its last answer came.</summary>
internal sealed record JudgedRun(long Failed, TimeSpan Took, string Reason)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(120);

    /// <summary>Tries a version that fails this share of its requests, or good until <paramref name="onceServed"/> breaks it, and follows it until
    /// <paramref name="isOver"/>.</summary>
    public static async Task<JudgedRun> OfAsync(ManagedWeb web, string name, double errors, Func<Task>? onceServed, Func<bool> isOver)
    {
        await web.RestAsync(CancellationToken.None);
        await web.Kubectl.RunAsync(CancellationToken.None, "patch", "deploy", "web", "-p", Patch(name, errors));
        await web.Canary.UntilAsync(canary => canary is { Phase: "Progressing", Weight: > 0 }, Within, $"{name} gets a share", CancellationToken.None);
        if (onceServed is not null)
        {
            await onceServed();
        }

        var (seen, last) = (0L, DateTimeOffset.MinValue);
        await Eventually.TrueAsync(
            () =>
            {
                var counts = Counts(web, name);
                (seen, last) = counts.Answered > seen ? (counts.Answered, DateTimeOffset.UtcNow) : (seen, last);
                return counts.Failed > 0 && isOver();
            },
            Within, $"{name} is out; {web.Canary.Current}", CancellationToken.None);
        var end = Counts(web, name);
        return new(end.Failed, last - end.FirstFailure!.Value, web.Canary.Current.Reason);
    }

    private static VersionCounts Counts(ManagedWeb web, string name) => web.Load.Counts.Snapshot().Of(name);

    private static string Patch(string name, double errors) => $$$$$"""
        {"spec":{"template":{"spec":{"containers":[{"name":"web","image":"sample/web:6","env":[
          {"name":"VERSION","value":"{{{{{name}}}}}"},{"name":"ERROR_RATE","value":"{{{{{errors.ToString(CultureInfo.InvariantCulture)}}}}}"},
          {"name":"SEED","value":"{{{{{Random.Shared.Next(1_000_000)}}}}}"}]}]}}}}
        """;
}
