using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Five apps of one cluster, one in each phase of its life at the same moment: what strikes then must change no end and lose no request.</summary>
internal sealed class FivePhases : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    // Each app has its own load: together they must leave two cores something to do.
    private const double RequestsPerSecond = 25;

    // Rolling updates, and with them the phases they are part of, last long enough to be struck; longer where the update is the whole phase.
    private const int SlowRoll = 5;
    private const int SlowerRoll = 10;

    private const int Tries = 3;
    private OnboardingApp _onboarding;
    private LeavingApp _leaving;
    private Task _refused = Task.CompletedTask;
    private int _round;

    private FivePhases(IReadOnlyList<ManagedWeb> webs)
    {
        (_onboarding, _leaving) = (new OnboardingApp(webs[0]), new LeavingApp(webs[1]));
        (Trial, Promotion, Rollback) = (new TrialApp(webs[2]), new PromotionApp(webs[3]), new RollbackApp(webs[4]));
    }

    public TrialApp Trial { get; }

    public PromotionApp Promotion { get; }

    public RollbackApp Rollback { get; }

    /// <summary>What makes the versions of the next round new ones.</summary>
    public int NextRound() => ++_round;

    public IReadOnlyList<PhaseApp> All => [_onboarding, Trial, Promotion, Rollback, _leaving];

    /// <summary>Adds the five to a cluster that has CanaryMesh, each in a namespace of its own.</summary>
    public static async Task<FivePhases> AddAsync(TestCluster cluster, string prefix)
    {
        string[] names = ["plain", "leaving", "trial", "promotion", "rollback"];
        var webs = await Task.WhenAll(names.Select((name, i) => AddAsync(cluster, $"{prefix}-{name}", managed: i > 0, minReadySeconds: i > 1 ? SlowRoll : SlowerRoll)));
        await webs[2].Kubectl.RunAsync(CancellationToken.None, "annotate", "deploy/web", "--overwrite", $"{AnnotationNames.Interval}=8s");
        return new FivePhases(webs);
    }

    /// <summary>Brings the five to their phases, strikes, and goes on with the rest. A machine that is slow at the wrong moment lets a phase go
    /// by before the strike, or between the last look and the strike: then what was struck goes on, every app comes to its end, and another
    /// round is begun.</summary>
    public async Task StrikeAsync(Func<Task> strike, Func<Task>? undo = null, Func<Task>? rest = null, bool allInjected = true)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await ReachAsync();
                await strike();
                if (!All.All(app => app.WasStruck))
                {
                    var missed = new MissedException($"the strike missed: {Elsewhere()}");
                    await (undo?.Invoke() ?? Task.CompletedTask);
                    throw missed;
                }
                await (rest?.Invoke() ?? Task.CompletedTask);
                return;
            }
            catch (MissedException) when (tries < Tries)
            {
                await EndAsync(allInjected);
            }
        }
    }

    /// <summary>The ends, once whatever struck is over.</summary>
    public async Task EndAsync(bool allInjected = true)
    {
        Rollback.LetGo();
        await _refused.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Rollback.LetGo();
        await Task.WhenAll(All.Where(app => app.IsUnderWay).Select(app => app.EndAsync(allInjected)));
    }

    public async ValueTask DisposeAsync()
    {
        Rollback.LetGo();
        foreach (var app in All)
        {
            await app.Web.DisposeAsync();
        }
    }

    private static async Task<ManagedWeb> AddAsync(TestCluster cluster, string @namespace, bool managed, int minReadySeconds)
    {
        var web = await ManagedWeb.AddPlainAsync(cluster, @namespace, plan => plan with { RequestsPerSecond = RequestsPerSecond }, CancellationToken.None);
        await web.Kubectl.RunAsync(CancellationToken.None, "patch", "deploy", "web", "-p", $$$"""{"spec":{"minReadySeconds":{{{minReadySeconds}}}}}""");
        if (managed)
        {
            await web.OnboardAsync(CancellationToken.None);
        }
        return web;
    }

    // The longest way first: what is short begins when what is long has come near its phase.
    private async Task ReachAsync()
    {
        await ChangeRolesAsync();
        var round = NextRound();
        await Promotion.BeginAsync(round);
        await UntilAsync(() => Promotion.Web.Canary.Current is { ServesItsWeight: true } or { Weight: 40 } or { Phase: "Promoting" }, "the version to be promoted serves its share");
        _refused = Rollback.BeginAsync(round);
        await UntilAsync(() => Promotion.Web.Canary.Current is { Weight: 40 } or { Phase: "Promoting" }, "the version to be promoted is at its last step");
        await Trial.BeginAsync(round);
        await UntilAsync(() => Promotion.SeemsThere, "the version is being promoted");
        await Task.WhenAll(_onboarding.BeginAsync(round), _leaving.BeginAsync(round), _refused);
        await UntilAsync(AreThereAsync, "all five are in their phases at once");
    }

    // The one that came and the one that left in the last round change places.
    private async Task ChangeRolesAsync()
    {
        Rollback.LetGo();
        if (!await _leaving.HasCanaryAsync())
        {
            (_onboarding, _leaving) = (new OnboardingApp(_leaving.Web), new LeavingApp(_onboarding.Web));
        }
    }

    private string Elsewhere() => string.Join("; ", All.Where(app => !app.SeemsThere).Select(app => $"{app.Name}: {app.Web.Canary.Current}"));

    private async Task<bool> AreThereAsync() => All.All(app => app.SeemsThere) && (await Task.WhenAll(All.Select(app => app.IsThereAsync()))).All(there => there);

    private Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    private async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        try
        {
            await Eventually.TrueAsync(async () => await condition() || All.Any(HasMissed), Within, what, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            throw new MissedException($"not in {Within.TotalSeconds:0} s: {what}; {Elsewhere()}");
        }
        if (All.FirstOrDefault(HasMissed) is { } gone)
        {
            throw new MissedException($"{gone.Name} moved on before {what}: {gone.Web.Canary.Current}");
        }
    }

    private static bool HasMissed(PhaseApp app) => app.IsUnderWay && app.HasMovedOn;
}
