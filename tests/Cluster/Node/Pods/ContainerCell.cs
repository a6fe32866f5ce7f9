namespace CanaryMesh.Cluster.Node;

/// <summary>Holds what is known of a container and tells the pod of every change.</summary>
internal sealed class ContainerCell(ContainerView initial, Action changed)
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource initialized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ContainerView view = initial;

    public ContainerView View
    {
        get
        {
            lock (gate)
            {
                return view;
            }
        }
    }

    /// <summary>Completes when the container first lets the next one start.</summary>
    public Task Initialized => initialized.Task;

    public void Change(Func<ContainerView, ContainerView> step)
    {
        bool isInitialized;
        lock (gate)
        {
            view = step(view);
            isInitialized = view.IsInitialized;
        }

        if (isInitialized)
        {
            initialized.TrySetResult();
        }

        changed();
    }
}
