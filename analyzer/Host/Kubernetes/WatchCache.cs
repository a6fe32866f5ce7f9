using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Reconciling;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Follows one kind by list and watch and answers reads from memory. The objects it hands out are shared: never change them.
/// Any doubt ends in a new list that is compared with what was known, so a missed deletion is found too.</summary>
internal sealed partial class WatchCache : IWatchCache, IWatchRun
{
    private readonly KubeApi _api;
    private readonly WatchScope _scope;
    private readonly WatchOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WatchStream _stream;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WatchSnapshot _snapshot = WatchSnapshot.Empty;
    private string? _version;
    private long _lastSign;
    private int _failures;
    private bool _isServed;
    private bool _isRefused;

    public WatchCache(KubeConnection connection, WatchScope scope, TimeProvider time, ILogger logger, WatchOptions? options = null)
    {
        _options = options ?? new WatchOptions();
        _api = new KubeApi(connection, time) { Deadline = TimeSpan.FromSeconds(30) };
        _scope = scope;
        _time = time;
        _logger = logger;
        _stream = new WatchStream(connection, scope, _options, time);
        _lastSign = time.GetTimestamp();
    }

    public event Action<WatchChange>? OnChange;

    public KubeKind Kind => _scope.Kind;

    public Task Synced => _synced.Task;

    public bool IsSynced => _synced.Task.IsCompletedSuccessfully;

    /// <summary>A kind that a cluster may be without: then nothing of it is there, until it is.</summary>
    public bool IsOptional { get; init; }

    public bool IsServed => Volatile.Read(ref _isServed);

    public bool IsRefused(string ns) => Volatile.Read(ref _isRefused) && ns == _scope.Namespace;

    public TimeSpan Staleness => _time.GetElapsedTime(Volatile.Read(ref _lastSign));

    public IReadOnlyList<JsonObject> All => [.. Snapshot.ByNamespace.Values.SelectMany(names => names.Values)];

    /// <summary>What is dropped or changed before an object is kept; by default its managedFields go.</summary>
    public Func<JsonObject, JsonObject> Project { get; init; } = WithoutManagedFields;

    private WatchSnapshot Snapshot => Volatile.Read(ref _snapshot);

    public JsonObject? Get(string? ns, string name) => Snapshot.Get(new ObjectKey(ns ?? "", name));

    public IReadOnlyList<JsonObject> In(string ns) => [.. Snapshot.In(ns).Values];

    /// <summary>Runs until asked to stop; nothing else ends it.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Outermost loop: a receiver's fault must not end the cache for all others.
                LogRoundFailed(exception, _scope.Kind);
                _version = null;
                await WaitAsync(stop);
            }
        }
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        var began = _time.GetTimestamp();
        var good = _version is null ? await ListAsync(stop) : await WatchAsync(_version, stop);
        if (_time.GetElapsedTime(began) >= _options.GoodTime)
        {
            _failures = 0;
        }

        if (!good)
        {
            await WaitAsync(stop);
        }
    }

    private async Task<bool> ListAsync(CancellationToken stop)
    {
        var result = await _api.ListAsync(_scope, stop);
        var version = result.Object is null ? null : ObjectKey.MetadataText(result.Object, "resourceVersion");
        if (IsOptional && result is { Ok: false, Unreachable: false } && (result.NotFound || !IsSynced))
        {
            // A right that we lack for one of these kinds must not stop everything else.
            if (!result.NotFound)
            {
                LogListRefused(_scope.Kind, result.Code, result.Reason, result.Message);
            }

            return IsAway();
        }

        if (!IsOptional && _scope.Namespace is { } ns && result.Code is 403 or 404 && (_isRefused || !IsSynced))
        {
            return IsRefusedAtTheStart(ns, result);
        }

        if (!result.Ok || string.IsNullOrEmpty(version))
        {
            LogListRefused(_scope.Kind, result.Code, result.Reason, result.Message);
            return false;
        }

        SawSign();
        Volatile.Write(ref _isServed, true);
        Volatile.Write(ref _isRefused, false);
        Take(Snapshot.Replace(KubeList.Detach(result.Object!).Select(Project)));
        _version = version;
        _synced.TrySetResult();
        return true;
    }

    // False: it is asked for again after a while.
    private bool IsAway()
    {
        SawSign();
        Volatile.Write(ref _isServed, false);
        Take(Snapshot.Replace([]));
        _synced.TrySetResult();
        return false;
    }

    // One namespace of several, deleted with our rights in it: the others must not wait for it. False: it is asked for again after a while.
    private bool IsRefusedAtTheStart(string ns, KubeResult result)
    {
        if (!_isRefused)
        {
            LogNamespaceRefused(_scope.Kind, ns, result.Code, result.Message);
        }

        Volatile.Write(ref _isRefused, true);
        SawSign();
        _synced.TrySetResult();
        return false;
    }

    private async Task<bool> WatchAsync(string version, CancellationToken stop)
    {
        var lines = 0;
        var end = await _stream.ReadAsync(
            version,
            each =>
            {
                lines++;
                return Receive(each);
            },
            stop);
        LogStreamEnded(_scope.Kind, end, lines);
        if (end == WatchEnd.Doubt)
        {
            _version = null;
        }

        // A stream that ends before its first line is as good as none: going on at once would spin.
        return end == WatchEnd.Ended && lines > 0;
    }

    private bool Receive(WatchEvent seen)
    {
        SawSign();
        if (seen.Kind != WatchEventKind.Bookmark)
        {
            if (Snapshot.With(Project(seen.Object), seen.Kind == WatchEventKind.Deleted) is not { } step)
            {
                return false;
            }

            Take(step);
        }

        _version = seen.Version;
        return true;
    }

    private void Take((WatchSnapshot Next, IReadOnlyList<WatchChange> Changes) step)
    {
        Volatile.Write(ref _snapshot, step.Next);
        foreach (var change in step.Changes)
        {
            OnChange?.Invoke(change);
        }
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        _failures++;
        var delay = BackOff.After(_failures, _options.FirstBackOff, _options.LongestBackOff, Random.Shared.NextDouble());
        await Task.Delay(delay, _time, stop);
    }

    private void SawSign() => Volatile.Write(ref _lastSign, _time.GetTimestamp());

    private static JsonObject WithoutManagedFields(JsonObject item)
    {
        (item["metadata"] as JsonObject)?.Remove("managedFields");
        return item;
    }
}
