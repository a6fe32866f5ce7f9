using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>Carries out one probe of one run of a container, again and again.</summary>
internal sealed class ProbeLoop(ProbeKind kind, V1Probe probe, HandlerRunner runner, TimeProvider time, IProbeListener listener)
{
    public async Task RunAsync(ProbeTarget target, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(probe.InitialDelaySeconds ?? 0), time, cancel).ConfigureAwait(false);
            var streak = default(ProbeStreak);
            bool? verdict = kind == ProbeKind.Liveness ? true : null;
            while (!cancel.IsCancellationRequested)
            {
                var began = time.GetTimestamp();
                var outcome = await runner.RunAsync(Handler.Of(probe), target, HandlerRunner.ProbeAgent, Timeout, cancel).ConfigureAwait(false);
                streak = streak.Add(outcome.Succeeded);
                if (Report(outcome, streak, ref verdict))
                {
                    return;
                }

                var rest = Period - time.GetElapsedTime(began);
                await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, time, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The container ended.
        }
    }

    private TimeSpan Timeout => TimeSpan.FromSeconds(probe.TimeoutSeconds is > 0 and { } seconds ? seconds : 1);

    private TimeSpan Period => TimeSpan.FromSeconds(probe.PeriodSeconds is > 0 and { } seconds ? seconds : 10);

    // True once the probe has nothing more to say.
    private bool Report(ProbeOutcome outcome, ProbeStreak streak, ref bool? verdict)
    {
        if (!outcome.Succeeded)
        {
            listener.Failed(kind, outcome.Message);
        }

        if (streak.Verdict(Positive(probe.SuccessThreshold, 1), Positive(probe.FailureThreshold, 3)) is not { } decided || decided == verdict)
        {
            return false;
        }

        verdict = decided;
        listener.Decided(kind, decided, probe);
        return kind == ProbeKind.Startup || (kind == ProbeKind.Liveness && !decided);
    }

    private static int Positive(int? value, int otherwise) => value is > 0 and { } set ? set : otherwise;
}
