using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>One app under load that is brought to one phase, struck there, and has an end to come to whatever struck it.</summary>
internal abstract class PhaseApp(ManagedWeb web)
{
    private LoadSnapshot _before = web.Load.Counts.Snapshot();
    private bool _wasThere;

    /// <summary>Long enough for what is struck for a minute.</summary>
    protected static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    public ManagedWeb Web => web;

    public string Name => $"{GetType().Name} in {web.Kubectl.Namespace}";

    protected TrapTarget Target { get; } = new(web);

    /// <summary>Lost requests of this round that are no fault of ours.</summary>
    public Func<LostRequest, bool> Excuses { get; set; } = Nothing;

    /// <summary>Begun, and not seen at its end yet.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Sets the app on its way. Round makes versions new ones.</summary>
    public async Task BeginAsync(int round)
    {
        _before = web.Load.Counts.Snapshot();
        Excuses = Nothing;
        (IsUnderWay, _wasThere) = (true, false);
        await StartAsync(round);
    }

    /// <summary>Whether it stands where it is to be struck; asks the cluster.</summary>
    public abstract Task<bool> IsThereAsync();

    /// <summary>As much of the same as the last seen state of the Canary tells, also while no API server answers.</summary>
    public abstract bool SeemsThere { get; }

    /// <summary>Whether the strike that has just been hit it in its phase, by the last seen state of the Canary.</summary>
    public virtual bool WasStruck => SeemsThere;

    /// <summary>Whether it was seen there and stands there no more.</summary>
    public virtual bool HasMovedOn
    {
        get
        {
            _wasThere |= SeemsThere;
            return _wasThere && !SeemsThere;
        }
    }

    /// <summary>Whether it came to an end that no watch tells; asks the cluster.</summary>
    public virtual Task<bool> HasEndedAsync() => Task.FromResult(false);

    /// <summary>Lets go of what keeps it in its phase.</summary>
    public virtual void LetGo()
    {
    }

    /// <summary>Waits for the end that the strike must not change, and for nothing having been lost on the way. Pods that were made while the
    /// webhook was away, or did not answer in time, serve without a proxy until somebody deletes them, one after the other.</summary>
    public async Task EndAsync(bool allInjected = true)
    {
        await EndsAsync();
        if (IsManagedAtTheEnd)
        {
            await UntilAsync(() => HasProxiesAsync(mayReplace: !allInjected || IsAdmissionAtFault), "every pod has a proxy");
        }
        // Told once: what this round lost is no fault of the next.
        IsUnderWay = false;
        Target.NothingLostSince(_before, Excuses);
    }

    protected virtual bool IsManagedAtTheEnd => true;

    protected abstract Task StartAsync(int round);

    protected abstract Task EndsAsync();

    protected async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        try
        {
            await Eventually.TrueAsync(condition, Within, $"{Name}: {what}", CancellationToken.None);
        }
        catch (TimeoutException late)
        {
            var pods = await Target.TryAsync("get", "pods", "-o", "custom-columns=NAME:.metadata.name,SINCE:.metadata.creationTimestamp,READY:.status.containerStatuses[*].ready,MARKS:.metadata.annotations");
            throw new TimeoutException(
                string.Join('\n', [late.Message, $"the Canary: {web.Canary.Current}", pods.Output, "the last calls of webhooks that failed:", .. web.Cluster.FailedCalls("").TakeLast(3)]), late);
        }
    }

    private static bool Nothing(LostRequest lost) => false;

    /// <summary>Some of the target's pods are of its newest template, and not all.</summary>
    protected async Task<bool> IsRollingAsync()
    {
        var status = (await Target.DeploymentAsync())["status"]!;
        var (all, updated) = ((int?)status["replicas"] ?? 0, (int?)status["updatedReplicas"] ?? 0);
        return updated > 0 && (updated < all || ((int?)status["availableReplicas"] ?? 0) < all);
    }

    protected async Task<string> TextAsync(params string[] arguments) => (await Target.RunAsync(arguments)).Trim();

    // On a machine that stands still longer than admission waits, such pods are made as well: the cluster says so, and nothing else excuses them.
    private bool IsAdmissionAtFault => web.Cluster.FailedCalls("inject.").Count > 0;

    // Every pod that serves has a proxy: the next version can be tried.
    private async Task<bool> HasProxiesAsync(bool mayReplace)
    {
        var pods = (await Web.Kubectl.GetAsync(CancellationToken.None, "pods", "-l", "app=web"))["items"]!.AsArray().OfType<JsonObject>().ToList();
        var bare = pods.Where(pod => !IsGoing(pod) && pod["metadata"]!["annotations"]?[AnnotationNames.Status] is null).ToList();
        if (bare.Count > 0 && mayReplace && pods.All(pod => !IsGoing(pod) && IsReady(pod)))
        {
            await TextAsync("delete", "pod", (string)bare[0]["metadata"]!["name"]!, "--wait=false");
        }
        return bare.Count == 0;
    }

    private static bool IsGoing(JsonObject pod) => pod["metadata"]!["deletionTimestamp"] is not null;

    private static bool IsReady(JsonObject pod) =>
        pod["status"]?["conditions"] is JsonArray conditions && conditions.Any(each => (string?)each!["type"] == "Ready" && (string?)each["status"] == "True");
}
