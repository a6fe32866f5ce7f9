using CanaryMesh.Api.Reasons;
using CanaryMesh.Webhook.Admission;

namespace CanaryMesh.Webhook.Injection;

/// <summary>pods CREATE: adds the proxy, or admits the pod as it is with the reason.</summary>
internal sealed class InjectEntry(Func<InjectionSettings?> settings, WebhookMetrics metrics) : IAdmissionEntry
{
    public string Name => "inject";

    public ValueTask<AdmissionAnswer> AnswerAsync(AdmissionRequest request, CancellationToken cancellation) => ValueTask.FromResult(Answer(request));

    private AdmissionAnswer Answer(AdmissionRequest request)
    {
        if (request is not { Operation: "CREATE", Object: { } pod })
        {
            return AdmissionAnswer.Pass("not-a-new-pod");
        }

        var view = PodView.Of(pod);
        if (view.Skip() is { } skip)
        {
            metrics.Skipped(skip.Code);
            return new Allowed("skip", skip.Code, null) { Warnings = Warnings(skip) };
        }

        // Without an address the proxy could never be told anything: a fault of ours, so the failure policy decides.
        var current = settings() ?? throw new InvalidOperationException("the control address or the certificate is not known yet");
        var isSplitHere = view.Plan!.Ports.Count > 0;
        var reason = isSplitHere && view.InMesh ? SkipReasons.MeshPresent.Code : view.Injected ? "renewed" : "";
        return new Allowed(isSplitHere ? "inject" : "configure", reason, PodInjection.Inject(pod, view, current));
    }

    // A plan without ports is how a workload without a Service looks, or one that a mesh splits; it is no mistake of anyone.
    private static IReadOnlyList<string> Warnings(Reason reason) =>
        reason == SkipReasons.NoPorts || reason == SkipReasons.MeshPresent ? [] : [$"canarymesh: no proxy was added ({reason.Code}): {reason.Sentence}"];
}
