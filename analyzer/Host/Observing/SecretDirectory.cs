using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The Secrets that templates name, each read by its name: none is listed or watched. Of one that is not pinned only the metadata is ever
/// asked for, and of a pinned one the content only when it changed; neither is kept.</summary>
internal sealed partial class SecretDirectory(IKubeApi api, PinKey key, TimeProvider time, ILogger<SecretDirectory> logger)
{
    /// <summary>Nothing announces a change of what is not watched: a pinned Secret is looked at so often.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan PaceOfFollowed = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PaceOfUnsettled = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<ObjectKey, SecretLook> _looks = new();

    /// <summary>Looks at whatever the template uses and has not been looked at for its time.</summary>
    public async Task LookAsync(string ns, JsonObject template, CancellationToken cancellation)
    {
        var snapshots = PlannedConfig.Of(PortPlan.OfTemplate(template)).Where(pair => ConfigKeys.Secret(pair.Key) is not null)
            .Select(pair => ConfigKeys.SnapshotOf(pair.Key, pair.Value)).OfType<string>().ToList();
        foreach (var name in ConfigReferences.Secrets(template).Select(each => each.Name))
        {
            await LookAsync(new(ns, name), cancellation);
            if (Of(ns, name) is { Hash: { } hash })
            {
                snapshots.Add(ConfigKeys.Snapshot(name, hash));
            }
        }

        foreach (var name in snapshots.Distinct())
        {
            await LookAtSnapshotAsync(new(ns, name), cancellation);
        }
    }

    /// <summary>What a plan is to say of a Secret, given what it says: a hash, "" if it is followed, null if it is gone.</summary>
    public string? Present(string ns, string name, string? planned) => Of(ns, name) switch
    {
        { State: SecretState.Pinned, Hash: var hash } => hash,
        { State: SecretState.Followed } => "",
        { State: SecretState.Absent } when planned is not null => null,
        { State: SecretState.Absent } => "",
        _ => planned ?? "",
    };

    /// <summary>How long until a pinned Secret counts as settled.</summary>
    public TimeSpan Wait(string ns, string name) =>
        Of(ns, name) is { ChangedFirst: { } first, ChangedLast: { } last } ? ConfigDirectory.Left(first, last, time.GetUtcNow()) : TimeSpan.Zero;

    /// <summary>When to look again; null if nothing of the template is pinned.</summary>
    public TimeSpan? Due(string ns, JsonObject template) =>
        ConfigReferences.Secrets(template).Any(each => Of(ns, each.Name) is { State: SecretState.Pinned }) || HasPinned(template) ? Pace : null;

    public bool IsLost(string ns, string snapshot) => Of(ns, snapshot) is { State: SecretState.Absent };

    public bool IsForeign(string ns, string snapshot) => Of(ns, snapshot) is { State: SecretState.Followed };

    private static bool HasPinned(JsonObject template) => PlannedConfig.Of(PortPlan.OfTemplate(template)).Keys.Any(each => ConfigKeys.Secret(each) is not null);

    private SecretLook? Of(string ns, string name) => _looks.GetValueOrDefault(new(ns, name));

    private async Task LookAsync(ObjectKey secret, CancellationToken cancellation)
    {
        var (now, known) = (time.GetUtcNow(), _looks.GetValueOrDefault(secret));
        if (known is not null && now - known.At < PaceOf(known, now))
        {
            return;
        }

        var found = await api.GetAsync(KubeKind.SecretMetadata, secret.Namespace, secret.Name, cancellation);
        _looks[secret] = found switch
        {
            { NotFound: true } => new(now, SecretState.Absent),
            { Ok: true, Object: { } metadata } when !ConfigContent.IsPinned(metadata) => new(now, SecretState.Followed),
            { Ok: true, Object: { } metadata } when known is { Version: { } version } && version == metadata.Text("metadata", "resourceVersion") => known with { At = now },
            { Ok: true } => await ReadAsync(secret, known, now, cancellation),
            _ => (known ?? new(now, SecretState.Unknown)) with { At = now },
        };
    }

    private async Task<SecretLook> ReadAsync(ObjectKey secret, SecretLook? known, DateTimeOffset now, CancellationToken cancellation)
    {
        var (found, hashing) = (await api.GetAsync(KubeKind.Secrets, secret.Namespace, secret.Name, cancellation), await key.ReadAsync(cancellation));
        if (found is not { Ok: true, Object: { } content } || hashing is not { } bytes)
        {
            return (known ?? new(now, SecretState.Unknown)) with { At = now };
        }

        var version = content.Text("metadata", "resourceVersion");
        if (PinnedSecret.WhyNot(content) is { } why)
        {
            LogNotPinned(secret.Namespace, secret.Name, why);
            return new(now, SecretState.Followed) { Version = version };
        }

        var hash = PinnedSecret.Hash(secret.Namespace, secret.Name, content, bytes);
        var isNews = known is not (null or { State: SecretState.Unknown }) && known.Hash != hash;
        return new(now, SecretState.Pinned)
        {
            Version = version,
            Hash = hash,
            ChangedFirst = !isNews ? known?.ChangedFirst : now - known!.ChangedLast < ConfigDirectory.Settling ? known.ChangedFirst : now,
            ChangedLast = isNews ? now : known?.ChangedLast,
        };
    }

    private async Task LookAtSnapshotAsync(ObjectKey snapshot, CancellationToken cancellation)
    {
        var (now, known) = (time.GetUtcNow(), _looks.GetValueOrDefault(snapshot));
        if (known is not null && now - known.At < (known.State is SecretState.Absent ? PaceOfUnsettled : PaceOfFollowed))
        {
            return;
        }

        var found = await api.GetAsync(KubeKind.SecretMetadata, snapshot.Namespace, snapshot.Name, cancellation);
        _looks[snapshot] = found switch
        {
            { NotFound: true } => new(now, SecretState.Absent),
            { Ok: true } => new(now, IsOurs(found.Object, snapshot.Name) ? SecretState.Pinned : SecretState.Followed),
            _ => (known ?? new(now, SecretState.Unknown)) with { At = now },
        };
    }

    // One without its marker would never be collected: whoever made it so has to take it away.
    private static bool IsOurs(JsonObject? secret, string name) =>
        secret.Label(OurLabels.ManagedBy) == OurLabels.CanaryMesh
        && secret.Objects("metadata", "ownerReferences").Any(owner => owner.Text("kind") == "ConfigMap" && owner.Text("name") == name);

    private static TimeSpan PaceOf(SecretLook known, DateTimeOffset now) => known switch
    {
        { ChangedLast: { } last } when now - last < 2 * ConfigDirectory.Settling => PaceOfUnsettled,
        { State: SecretState.Pinned } or { State: SecretState.Unknown } => Pace,
        // A pin that has no effect is read in full: no more often than it may be.
        _ => PaceOfFollowed,
    };
}
