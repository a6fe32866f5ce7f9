using CanaryMesh.Certs;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Kubernetes;
using CanaryMesh.Webhook.Onboarding;
using CanaryMesh.Webhook.Serving;
using CanaryMesh.Webhook.Signing;
using CanaryMesh.Webhook.Steering;

namespace CanaryMesh.Webhook;

/// <summary>The parts of this process, put together.</summary>
internal static class WebhookServices
{
    public static void AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<ReviewLimits>();
        services.AddSingleton<OverloadReport>();
        services.AddSingleton<AdmissionEndpoints>();
        services.AddSingleton<Func<WebhookSettings>>(provider =>
        {
            var source = provider.GetRequiredService<SettingsSource>();
            return () => source.Current;
        });
        services.AddSingleton<IAdmissionEntry, InjectEntry>();
        services.AddSingleton<IAdmissionEntry, HoldEntry>();
        services.AddSingleton<IAdmissionEntry, OnboardEntry>();
        services.AddSingleton<IAdmissionEntry, SteerEntry>();
        services.AddSingleton<IAdmissionEntry, CheckEntry>();
        services.AddSingleton<IAdmissionEntry, SignEntry>();
        services.AddSingleton<IAdmissionEntry, SealEntry>();
    }

    public static void AddServing(this IServiceCollection services, Surroundings surroundings, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton(surroundings);
        services.AddSingleton(new Readiness(TrustWorker.Part, "control"));
        services.AddSingleton(provider => surroundings.CertificateFolder is { } folder
            ? new CertificateKeeper(new MountedPair(folder, surroundings.ServiceName, time))
            : new CertificateKeeper(provider.GetRequiredService<ICaStore>(), [surroundings.ServiceName], time));
        services.AddSingleton<SelfCall>();
        services.AddHostedService<TrustWorker>();
        services.AddHostedService<Drainer>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = surroundings.Quiet + TimeSpan.FromSeconds(10));
    }
}
