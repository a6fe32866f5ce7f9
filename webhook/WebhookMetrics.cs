using Prometheus;

namespace CanaryMesh.Webhook;

/// <summary>Every series of this process.</summary>
internal sealed class WebhookMetrics
{
    private static readonly string[] Entries = ["inject", "hold", "onboard", "steer", "sign", "check", "seal"];
    private readonly Counter _requests;
    private readonly Histogram _duration;
    private readonly Counter _skipped;
    private readonly Counter _notHeld;
    private readonly Counter _overload;
    private readonly Gauge _expiry;
    private readonly Gauge _refused;
    private readonly Gauge _ready;

    public WebhookMetrics()
    {
        Registry = Metrics.NewCustomRegistry();
        var factory = Metrics.WithCustomRegistry(Registry);
        _requests = factory.CreateCounter("canarymesh_webhook_requests_total", "Reviews answered.", "webhook", "operation", "outcome");
        _duration = factory.CreateHistogram("canarymesh_webhook_duration_seconds", "Time from request to answer.", new HistogramConfiguration
        {
            LabelNames = ["webhook"],
            Buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        });
        _skipped = factory.CreateCounter("canarymesh_injection_skipped_total", "Pods admitted without a proxy.", "reason");
        _notHeld = factory.CreateCounter("canarymesh_not_held_total", "New versions of managed targets that were not held.", "reason");
        _overload = factory.CreateCounter("canarymesh_webhook_overload_total", "Reviews refused unread or unjudged, for want of room or time.", "webhook", "reason");
        _expiry = factory.CreateGauge("canarymesh_webhook_certificate_expiry_seconds", "When the serving certificate expires, Unix time.");
        _refused = factory.CreateGauge("canarymesh_webhook_certificate_refused", "1 while the mounted certificate cannot be used and the last good one stays.");
        _ready = factory.CreateGauge("canarymesh_webhook_ready", "1 while ready.");
        StartAtZero();
    }

    public CollectorRegistry Registry { get; }

    public void Answered(string entry, string operation, string outcome, TimeSpan elapsed)
    {
        _requests.WithLabels(entry, operation is "CREATE" or "UPDATE" ? operation : "OTHER", outcome).Inc();
        _duration.WithLabels(entry).Observe(elapsed.TotalSeconds);
    }

    public void Skipped(string reason) => _skipped.WithLabels(reason).Inc();

    public void NotHeld(string reason) => _notHeld.WithLabels(reason).Inc();

    public void Overloaded(string entry, string reason) => _overload.WithLabels(entry, reason).Inc();

    public void CertificateExpires(DateTimeOffset at) => _expiry.Set(at.ToUnixTimeSeconds());

    public void CertificateRefused(bool refused) => _refused.Set(refused ? 1 : 0);

    public void Ready(bool ready) => _ready.Set(ready ? 1 : 0);

    private void StartAtZero()
    {
        foreach (var entry in Entries)
        {
            _duration.WithLabels(entry).Publish();
            foreach (var reason in Admission.OverloadReason.All)
            {
                _overload.WithLabels(entry, reason).Publish();
            }
        }

        foreach (var reason in Api.Reasons.SkipReasons.All)
        {
            _skipped.WithLabels(reason.Code).Publish();
        }

        foreach (var reason in Api.Reasons.NotHeldReasons.All)
        {
            _notHeld.WithLabels(reason.Code).Publish();
        }
    }
}
