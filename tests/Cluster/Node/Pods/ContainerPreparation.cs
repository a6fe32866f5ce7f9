using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>Gets a container's image and works out what to run, for as long as that takes.</summary>
internal sealed class ContainerPreparation(PodContext pod, V1Container container, ContainerKind kind, ContainerCell cell)
{
    private static readonly TimeSpan ConfigRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PullShown = TimeSpan.FromSeconds(1);

    private readonly NodeServices services = pod.Services;

    public async Task<ContainerPlan> PrepareAsync(int restarts, CancellationToken cancel)
    {
        var rule = await PullAsync(cancel).ConfigureAwait(false);
        while (true)
        {
            try
            {
                return ContainerPlanner.Plan(pod, container, kind, rule, restarts);
            }
            catch (NotYetException missing)
            {
                Show(missing.Reason, missing.Message);
                services.Events.Warning(pod.Subject(container, kind), "Failed", $"Error: {missing.Message}");
            }

            await Task.Delay(ConfigRetry, services.Time, cancel).ConfigureAwait(false);
        }
    }

    private async Task<ImageRule> PullAsync(CancellationToken cancel)
    {
        var delay = services.Options.CrashDelay;
        while (true)
        {
            var rule = services.Images.Find(container.Image);
            if (!rule.PullFails)
            {
                await PulledAsync(rule, cancel).ConfigureAwait(false);
                return rule;
            }

            await RefusedAsync(delay, cancel).ConfigureAwait(false);
            delay = delay * 2 < services.Options.CrashDelayLimit ? delay * 2 : services.Options.CrashDelayLimit;
        }
    }

    private async Task PulledAsync(ImageRule rule, CancellationToken cancel)
    {
        if (cell.View.ImageId.Length > 0)
        {
            return;
        }

        await Task.Delay(rule.PullTime, services.Time, cancel).ConfigureAwait(false);
        cell.Change(view => view with { ImageId = ImageName.Id(container.Image) });
        services.Events.Normal(pod.Subject(container, kind), "Pulled", $"Container image \"{container.Image}\" already present on machine");
    }

    private async Task RefusedAsync(TimeSpan delay, CancellationToken cancel)
    {
        var (subject, refusal) = (pod.Subject(container, kind), $"failed to pull and unpack image \"{container.Image}\": not found");
        services.Events.Normal(subject, "Pulling", $"Pulling image \"{container.Image}\"");
        Show("ErrImagePull", refusal);
        services.Events.Warning(subject, "Failed", $"Failed to pull image \"{container.Image}\": {refusal}");
        services.Events.Warning(subject, "Failed", "Error: ErrImagePull");
        await Task.Delay(PullShown, services.Time, cancel).ConfigureAwait(false);
        Show("ImagePullBackOff", $"Back-off pulling image \"{container.Image}\": ErrImagePull: {refusal}");
        services.Events.Normal(subject, "BackOff", $"Back-off pulling image \"{container.Image}\"");
        services.Events.Warning(subject, "Failed", "Error: ImagePullBackOff");
        await Task.Delay(delay, services.Time, cancel).ConfigureAwait(false);
    }

    private void Show(string reason, string message) => cell.Change(view => view.Wait(reason, message));
}
