using CanaryMesh.Certs;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Holding;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Kubernetes;
using CanaryMesh.Webhook.Onboarding;
using CanaryMesh.Webhook.Serving;
using CanaryMesh.Webhook.Steering;
using k8s;

namespace CanaryMesh.Webhook;

/// <summary>The parts of this process, put together.</summary>
internal static class WebhookServices
{
    public static void AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton<WebhookMetrics>();
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
    }

    public static void AddCluster(this IServiceCollection services, Surroundings surroundings, KubernetesClientConfiguration configuration)
    {
        services.AddSingleton<IKubernetes>(new k8s.Kubernetes(configuration));
        services.AddSingleton<IServiceSource, KubernetesServices>();
        services.AddSingleton<IProgressCondition, KubernetesProgressCondition>();
        services.AddSingleton<ITrustStore, KubernetesTrustStore>();
        services.AddSingleton<ICaStore>(provider => new KubernetesCaStore(provider.GetRequiredService<IKubernetes>(), surroundings.Namespace));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ControlAddress>(provider, surroundings.Namespace));
        services.AddHostedService(provider => provider.GetRequiredService<ControlAddress>());
        services.AddSingleton<Func<InjectionSettings?>>(provider => Injection(provider, surroundings));
    }

    public static void AddServing(this IServiceCollection services, Surroundings surroundings, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton(surroundings);
        services.AddSingleton(new Readiness(TrustWorker.Part, "control"));
        services.AddSingleton(provider => new CertificateKeeper(provider.GetRequiredService<ICaStore>(), [surroundings.ServiceName], time));
        services.AddSingleton<SelfCall>();
        services.AddHostedService<TrustWorker>();
        services.AddHostedService<Drainer>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = surroundings.Quiet + TimeSpan.FromSeconds(10));
    }

    private static Func<InjectionSettings?> Injection(IServiceProvider provider, Surroundings surroundings)
    {
        var settings = provider.GetRequiredService<SettingsSource>();
        var control = provider.GetRequiredService<ControlAddress>();
        var keeper = provider.GetRequiredService<CertificateKeeper>();
        var version = typeof(WebhookServices).Assembly.GetName().Version?.ToString(3) ?? "0";
        return () => control.Current is { } address && keeper.Current is { } serving
            ? new(settings.Current, address, surroundings.ControlName, serving.Bundle, version)
            : null;
    }
}
